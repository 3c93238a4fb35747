/** The way to the page's URL. A host with a router of its own puts it in the place of the browser's history. */
export interface Router {
  /** The query of the URL, without its question mark. */
  read(): string;
  /** Makes this the query: as a new entry of the history, or in place of the present one. */
  write(query: string, how: "push" | "replace"): void;
  /** Calls back after every change of the URL, whoever makes it; returns a function that ends it. */
  watch(changed: () => void): () => void;
  /** The whole address of the page with this query, for a link. Left out, links are the page's address as it is. */
  href?(query: string): string;
}

/** The URL in its parts, exactly as they stand there. */
function parts(): [path: string, query: string, hash: string] {
  const [, path = "", query = "", hash = ""] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(location.href)!;
  return [path, query, hash];
}

const watchers = new Set<() => void>();

/** The browser's own history. Whatever the host keeps in its entries stays there. */
const pageRouter: Required<Router> = {
  read: () => parts()[1],
  write(query, how) {
    try {
      history[how === "push" ? "pushState" : "replaceState"](history.state, "", pageRouter.href(query));
    } catch (error) {
      // A page without a URL of its own, or too many changes in a short time: the attributes have the state all the same.
      console.warn("report-311: the URL could not be changed.", error);
    }
    for (const changed of [...watchers]) changed();
  },
  watch(changed) {
    // Routers that write to the history tell nobody; where the browser does, they are followed.
    const { navigation } = globalThis as { navigation?: EventTarget };
    const later = (): void => queueMicrotask(() => watchers.has(changed) && changed());
    watchers.add(changed);
    addEventListener("popstate", later);
    navigation?.addEventListener("currententrychange", later);
    return () => {
      watchers.delete(changed);
      removeEventListener("popstate", later);
      navigation?.removeEventListener("currententrychange", later);
    };
  },
  href(query) {
    const [path, , hash] = parts();
    return `${path}${query && `?${query}`}${hash}`;
  },
};

let router: Router = pageRouter;
const moved = new Set<() => void>();

/** The router in use. */
export function currentRouter(): Router {
  return router;
}

/** Lets a host's router take over the URL for all tags of the page; null gives it back to the browser's history. */
export function setRouter(next: Router | null): void {
  router = next ?? pageRouter;
  for (const follow of [...moved]) follow();
}

/** Calls back when another router takes over; returns a function that ends it. */
export function onRouter(follow: () => void): () => void {
  moved.add(follow);
  return () => moved.delete(follow);
}
