import "../../src/define.js";
import type { Report311 } from "../../src/elements/report-311.js";

/** Waits until something holds, looking at every frame; the test's own time limit ends it. */
export async function until<T>(condition: () => T | undefined | null | false): Promise<T> {
  for (;;) {
    const found = condition();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

/** Puts a tag on the page; attributes as given. */
export function mount(attributes: Record<string, string>, width = 900): Report311 {
  const box = document.createElement("div");
  box.style.width = `${width}px`;
  const tag = document.createElement("report-311");
  for (const [name, value] of Object.entries(attributes)) tag.setAttribute(name, value);
  box.append(tag);
  document.body.append(box);
  return tag;
}

/** All elements under a node, through open shadow roots. */
export function* allUnder(node: Document | Element | ShadowRoot): Generator<Element> {
  for (const element of node.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* allUnder(element.shadowRoot);
  }
}

/** The first element that matches, through open shadow roots. */
export function find<E extends Element = HTMLElement>(tag: Element, selector: string): E | undefined {
  return findAll<E>(tag, selector)[0];
}

export function findAll<E extends Element = HTMLElement>(tag: Element, selector: string): E[] {
  const roots = tag.shadowRoot
    ? [tag.shadowRoot, ...[...allUnder(tag.shadowRoot)].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
    : [];
  return roots.flatMap((root) => [...root.querySelectorAll<E>(selector)]);
}

/** Resolves when the tag has asked everything it had to ask and shows the answers. */
export async function settled(tag: Report311): Promise<void> {
  await until(() => find(tag, "article")?.getAttribute("aria-busy") === "false");
}

/** The headline numbers by their labels, as they stand on the page. */
export function cardsOf(tag: Report311): Record<string, string> {
  const text = (selector: string) => findAll(tag, selector).map((element) => element.textContent.trim());
  const values = text("dd");
  return Object.fromEntries(text("dt").map((label, i) => [label, values[i]!]));
}
