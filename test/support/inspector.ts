/**
 * Looks at a page from within, knowing nothing of its markup but what HTML, ARIA and CSS say of it. `reader.ts` puts it on the
 * page, where it is `window.inspector`.
 */

/** Something that has the focus. */
export interface Stop {
  /** The same number means the same element. */
  id: number;
  /** The role that its markup gives it, or else its tag. */
  role: string;
  name: string;
  isSeen: boolean;
  hasRing: boolean;
}

const TARGETS = `a[href], button, input, select, textarea, summary, [tabindex="0"],
  [role=button], [role=checkbox], [role=link], [role=menuitem], [role=option], [role=tab]`;
const LIVE = "[role=status], [role=alert], [role=log], [aria-live]";
const HOLDERS = "p, li, h1, h2, h3, h4, h5, h6, dt, dd, figcaption, caption, figure, section, [role=group], [role=heading]";

/** Pixels, of WCAG 2.2, 2.5.8. */
const TARGET = 24;

const ids = new Map<Element, number>();
const said = new WeakMap<Element, string>();

function* everything(root: ParentNode = document): Generator<Element> {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

/** The element that an element stands in on the page, out of slots and shadow roots. */
function around(node: Node): Element | null {
  const { parentNode } = node;
  if (node instanceof Element && node.assignedSlot) return node.assignedSlot;
  return parentNode instanceof ShadowRoot ? parentNode.host : (parentNode as Element | null);
}

function* ancestors(node: Node): Generator<Element> {
  for (let outer = around(node); outer instanceof Element; outer = around(outer)) yield outer;
}

function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** Shown to readers of the screen: neither clipped away for them nor a picture that is told in words elsewhere. */
function isForEyes(element: Element): boolean {
  if (!isShown(element)) return false;
  return [element, ...ancestors(element)].every(
    (one) => one.ariaHidden !== "true" && getComputedStyle(one).clipPath !== "inset(50%)",
  );
}

function nameOf(element: Element): string {
  return element.ariaLabel ?? element.getAttribute("name") ?? element.textContent.replace(/\s+/g, " ").trim();
}

function what(element: Element): string {
  return `${element.localName} “${nameOf(element).slice(0, 60)}”`;
}

function focused(): Element {
  let element = document.activeElement!;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

function elementAt(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y);
  for (;;) {
    const inner = found?.shadowRoot?.elementFromPoint(x, y);
    if (!inner || inner === found) return found;
    found = inner;
  }
}

/** Whether the middle, or one of four places around it, is to be seen. */
function isSeen(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const places = [0.5, 0.25, 0.75].flatMap((x) => [0.5, 0.25, 0.75].map((y) => [left + width * x, top + height * y] as const));
  const hits = places.map(([x, y]) => elementAt(x, y)).filter((hit) => hit && [hit, ...ancestors(hit)].includes(element));
  return hits.length * 2 > places.length || (height > innerHeight && hits.length > 0);
}

export function stop(): Stop {
  const element = focused();
  if (!ids.has(element)) ids.set(element, ids.size);
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const hasRing = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor);
  const role = element.role ?? element.localName;
  return { id: ids.get(element)!, role, name: nameOf(element), isSeen: isSeen(element), hasRing };
}

let regions: Element[] = [];

/** Listens to the live regions that there are now. */
export function listen(): void {
  regions = [...everything()].filter((element) => element.matches(LIVE));
  heard();
}

/** What they have said since the last time. */
export function heard(): string[] {
  const news: string[] = [];
  for (const region of regions) {
    const text = region.textContent.replace(/\s+/g, " ").trim();
    if (text && said.get(region) !== text) news.push(text);
    said.set(region, text);
  }
  return news;
}

/** What has a role that stands for some content, and none. */
export function empties(): string[] {
  const found = [...everything()].filter((element) => {
    if (!element.matches(HOLDERS) || element.matches(LIVE) || !isShown(element)) return false;
    return ![element, ...everything(element)].some((one) => one.shadowRoot !== null || one.textContent.trim() !== "");
  });
  return found.map((element) => `${what(element)} ${element.className}`);
}

/** Targets smaller than 24 × 24 pixels that have another one within 12 pixels of their middle. */
export function smallTargets(): string[] {
  const targets = [...everything()]
    .filter((element) => element.matches(TARGETS) && isForEyes(element))
    .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }));
  const isSmall = ({ width, height }: DOMRect) => width < TARGET - 0.01 || height < TARGET - 0.01;
  const middle = ({ left, top, width, height }: DOMRect) => ({ x: left + width / 2, y: top + height / 2 });
  const distance = (from: DOMRect, to: DOMRect) => {
    const { x, y } = middle(from);
    if (isSmall(to)) return Math.hypot(x - middle(to).x, y - middle(to).y) - TARGET / 2;
    return Math.hypot(Math.max(to.left - x, x - to.right, 0), Math.max(to.top - y, y - to.bottom, 0));
  };
  return targets
    .filter(({ box }) => isSmall(box))
    .filter(({ element, box }) =>
      targets.some(
        (other) =>
          other.element !== element &&
          ![...ancestors(element)].includes(other.element) &&
          ![...ancestors(other.element)].includes(element) &&
          distance(box, other.box) < TARGET / 2,
      ),
    )
    .map(({ element, box }) => `${what(element)} ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`);
}

/** Text that lies outside of what holds it and hides what goes over its edge. */
export function cutTexts(): string[] {
  const cut: string[] = [];
  for (const element of everything()) {
    const texts = [...element.childNodes].filter((node) => node instanceof Text && node.data.trim() !== "");
    if (texts.length === 0 || !isForEyes(element) || element.closest("option, select")) continue;
    for (const text of texts) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const by = cutterOf(element, range.getBoundingClientRect());
      if (by) cut.push(`“${text.textContent!.trim().slice(0, 60)}” by ${by.localName}.${by.className}`);
    }
  }
  return cut;
}

/** What cuts a box that stands in an element, if anything does. What scrolls hides nothing for good. */
function cutterOf(element: Element, box: DOMRect): Element | null {
  for (const outer of [element, ...ancestors(element)]) {
    const { overflowX, overflowY, position } = getComputedStyle(outer);
    const edge = outer.getBoundingClientRect();
    const hides = (overflow: string) => overflow === "hidden" || overflow === "clip";
    if (hides(overflowX) && (box.left < edge.left - 1 || box.right > edge.right + 1)) return outer;
    if (hides(overflowY) && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1)) return outer;
    if (overflowX !== "visible" || overflowY !== "visible") box = edge;
    if (position === "fixed") return null;
  }
  return null;
}

/** How much wider the page is than the window. */
export function excess(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

/** What moves or fades. */
export function movements(): string[] {
  const lasts = (durations: string) => durations.split(",").some((duration) => parseFloat(duration) > 0);
  return [...everything()].flatMap((element) =>
    isShown(element)
      ? ["", "::before", "::after"].flatMap((pseudo) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element, pseudo);
          const moves = (animationName !== "none" && lasts(animationDuration)) || lasts(transitionDuration);
          return moves ? [`${what(element)}${pseudo} ${animationName} ${transitionDuration}`] : [];
        })
      : [],
  );
}

/** Scrolls everything in the page back to its beginning. */
export function scrollBack(): void {
  for (const element of everything()) element.scrollTo({ left: 0, top: 0, behavior: "instant" });
}

/** Closes what is open. */
export function closeAll(): void {
  for (const element of everything())
    if (element instanceof HTMLElement && element.matches("button[aria-expanded=true]")) element.click();
}

/** Spaces text as WCAG 1.4.12 says, in every shadow root too. */
export function spaceText(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets.push(sheet);
  for (const { shadowRoot } of everything()) shadowRoot?.adoptedStyleSheets.push(sheet);
}
