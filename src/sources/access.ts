import { SourceError } from "./source.js";

/**
 * The host page's function that gives each request its headers, such as `Authorization`. When the server refuses a request
 * (401) it is asked once more, with `isRenewal`, for headers that are valid again.
 */
export type Auth = (request: { url: string; isRenewal: boolean }) => HeadersInit | Promise<HeadersInit>;

/** The headers of one request, and how to have better ones when they are refused. */
export interface Pass {
  headers: Headers;
  renew: () => Promise<Headers>;
}

/** Asks the page for headers; those of all requests that are refused at the same time are renewed once. */
export class Access {
  readonly #auth: Auth;
  #renewal: Promise<Headers> | undefined;

  constructor(auth: Auth) {
    this.#auth = auth;
  }

  /** @throws SourceError when the page does not give any. */
  async passFor(url: string): Promise<Pass> {
    await this.#renewal?.catch(() => {});
    const before = this.#renewal;
    const headers = await this.#ask(url, false);
    return {
      headers,
      renew: () => {
        if (this.#renewal === before) this.#renewal = this.#ask(url, true);
        return this.#renewal!;
      },
    };
  }

  async #ask(url: string, isRenewal: boolean): Promise<Headers> {
    try {
      return new Headers(await this.#auth({ url, isRenewal }));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new SourceError("http", `The page gave no access to ${url}: ${why}`, { url, status: 401, cause });
    }
  }
}
