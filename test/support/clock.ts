/** Timers of a second and more wait until the clock is turned on; shorter ones, which only let others have a turn, run. */
export interface Clock {
  /** Turns the clock on and runs what is due by then. */
  advance(ms: number): void;
  release(): void;
}

export function holdClock(): Clock {
  const real = { Date, setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  let ahead = 0;
  let last = 1e9;
  const held = new Map<number, { due: number; run: () => void }>();
  class Ahead extends Date {
    constructor(...given: [number?]) {
      super(...((given.length ? given : [real.Date.now() + ahead]) as [number]));
    }
    static override now(): number {
      return real.Date.now() + ahead;
    }
  }
  const hold = (run: () => void, ms = 0, ...args: []) => {
    if (ms < 1000) return real.setTimeout.call(globalThis, run, ms, ...args);
    held.set(++last, { due: Ahead.now() + ms, run });
    return last;
  };
  const letGo = (id?: number) => void (held.delete(id!) || real.clearTimeout.call(globalThis, id));
  Object.assign(globalThis, { Date: Ahead, setTimeout: hold, clearTimeout: letGo });
  return {
    advance: (ms) => {
      ahead += ms;
      for (const [id, { due, run }] of [...held]) {
        if (due <= Ahead.now() && held.delete(id)) run();
      }
    },
    release: () => void Object.assign(globalThis, real),
  };
}
