import { SingleBar } from "cli-progress";

/** What the amount of a step is counted in. */
export type Unit = "bytes" | "rows";

/** Is told how far an ingest has come. */
export interface Progress {
  start(label: string, total: number, unit: Unit): void;
  advance(amount: number): void;
  note(text: string): void;
  stop(): void;
}

/** A bar with per cent, speed and the time that is left on a terminal, a plain line for each step otherwise. */
export function consoleProgress(stream: NodeJS.WriteStream): Progress {
  const line = (text: string) => void stream.write(`${text}\n`);
  if (!stream.isTTY)
    return { start: (label, total, unit) => line(`${label} (${amountOf(total, unit)})`), advance() {}, note: line, stop() {} };
  let bar: SingleBar | undefined;
  return {
    start(label, total, unit) {
      this.stop();
      const speed = (done: number, since: number) => `${amountOf(done / Math.max((Date.now() - since) / 1000, 0.1), unit)}/s`;
      bar = new SingleBar({
        format: (_options, { progress, value, eta, startTime }) =>
          `${"█".repeat(Math.round(progress * 20)).padEnd(20, "░")} ${Math.floor(progress * 100)}% ${label} ${speed(value, startTime)} ${timeOf(eta)}`,
        hideCursor: true,
        stream,
      });
      bar.start(total, 0);
    },
    advance: (amount) => bar?.increment(amount),
    note(text) {
      this.stop();
      line(text);
    },
    stop() {
      bar?.stop();
      bar = undefined;
    },
  };
}

/** An amount as people read it: 12.3 MB, 20,000 rows. */
export function amountOf(amount: number, unit: Unit): string {
  return unit === "bytes" ? `${(amount / 1e6).toFixed(1)} MB` : `${Math.round(amount).toLocaleString("en-US")} rows`;
}

function timeOf(seconds: number): string {
  if (!Number.isFinite(seconds)) return "";
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return minutes > 0 ? `${minutes} min ${rest} s left` : `${rest} s left`;
}
