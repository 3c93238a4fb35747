import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Store } from "../store/store.js";
import type { App } from "./api.js";

/** Data that may change while they are served. */
export interface Data {
  /** A text that is another one after each change. @throws when there are none. */
  state(): Promise<string>;
  open(): Promise<Store>;
}

/**
 * Answers from the data as they are. Once a change is noticed, an application over the new data takes the place of the one before,
 * which ends when its last answer is out: no request is refused.
 */
export class Editions {
  readonly #ending = new Set<Promise<void>>();
  #failed: string | undefined;

  private constructor(
    private readonly data: Data,
    private readonly build: (store: Store) => Promise<App>,
    private state: string,
    private edition: Edition,
  ) {}

  /** @param build makes the application over a store, which it closes. @throws what opening the data or `build` throws. */
  static async open(data: Data, build: (store: Store) => Promise<App>): Promise<Editions> {
    // The state before opening: what changes meanwhile is noticed later.
    const state = await data.state().catch(() => "");
    return new Editions(data, build, state, new Edition(await build(await data.open())));
  }

  answer = (request: IncomingMessage, response: ServerResponse): void => this.edition.answer(request, response);

  /** Looks whether the data have changed. If the new ones cannot be opened, the log says so once and the old ones stay. */
  async look(): Promise<void> {
    const before = this.edition;
    let state = "";
    try {
      state = await this.data.state();
      if (state === this.state) return;
      this.edition = new Edition(await this.build(await this.data.open()));
      this.state = state;
      this.edition.app.log.info("The data have changed: answering from the new ones");
    } catch (error) {
      if (this.#failed !== state)
        before.app.log.error(error, "The data have changed and cannot be opened: answering from the old ones");
      this.#failed = state;
      return;
    }
    const ending = before.end().catch((error: unknown) => before.app.log.error(error, "The old data cannot be closed"));
    this.#ending.add(ending);
    void ending.then(() => this.#ending.delete(ending));
  }

  /** Ends all applications, once their last answers are out. */
  async close(): Promise<void> {
    await Promise.all([...this.#ending, this.edition.end()]);
  }
}

/** An application over one state of the data. */
class Edition {
  #owed = 0;
  #paid: (() => void) | undefined;

  constructor(readonly app: App) {}

  answer(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const paid = () => {
      response.off("close", paid);
      socket.off("close", paid);
      if (--this.#owed === 0) this.#paid?.();
    };
    this.#owed++;
    response.once("close", paid);
    // An answer that waits for another on the same connection is not told when that ends; there may be many.
    setMaxListeners(0, socket);
    socket.once("close", paid);
    this.app.routing(request, response);
  }

  /** Closes the application when its last answer is out. */
  async end(): Promise<void> {
    if (this.#owed > 0) await new Promise<void>((resolve) => (this.#paid = resolve));
    await this.app.close();
  }
}
