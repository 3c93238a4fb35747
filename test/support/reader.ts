import { buildSync } from "esbuild";
import { fileURLToPath } from "node:url";
import type { CDPSession, KeyInput, Page } from "puppeteer-core";
import type * as Inspector from "./inspector.js";

/** A node of the accessibility tree, as assistive technology is given it. */
export interface Node {
  role: string;
  name: string;
  description: string;
  value: string;
  /** Its states: focusable, expanded, pressed, level … */
  states: Record<string, unknown>;
  parent: Node | null;
  children: Node[];
}

const SCRIPT = buildSync({
  entryPoints: [fileURLToPath(new URL("inspector.ts", import.meta.url))],
  bundle: true,
  write: false,
  format: "iife",
  globalName: "inspector",
}).outputFiles[0]!.text;

type Inspection = typeof Inspector;

/** Somebody who reads a page by its accessibility tree and uses it by keyboard, and knows nothing else of it. */
export class Reader {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<Reader> {
    await page.evaluate(`${SCRIPT} window.inspector = inspector;`);
    return new Reader(page, await page.createCDPSession());
  }

  /** Whatever the browser does not leave out of the tree for assistive technology. */
  async tree(): Promise<Node> {
    const { nodes } = await this.#session.send("Accessibility.getFullAXTree");
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const read = (id: string, parent: Node | null): Node[] => {
      const node = byId.get(id);
      if (!node) return [];
      const inner = (of: Node | null) => (node.childIds ?? []).flatMap((child) => read(child, of));
      if (node.ignored || node.role?.value === "none") return inner(parent);
      const text = (value: { value?: unknown } | undefined) => String(value?.value ?? "").trim();
      const states = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value as unknown]));
      const made: Node = {
        role: text(node.role),
        name: text(node.name),
        description: text(node.description),
        value: text(node.value),
        states,
        parent,
        children: [],
      };
      made.children = inner(made);
      return [made];
    };
    return read(nodes[0]!.nodeId, null)[0]!;
  }

  async press(...keys: KeyInput[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Goes to the next thing that takes the focus, or to the one before. */
  async tab(backwards = false): Promise<Inspector.Stop> {
    if (backwards) await this.#page.keyboard.down("Shift");
    await this.press("Tab");
    if (backwards) await this.#page.keyboard.up("Shift");
    return this.look("stop");
  }

  /** What is said after some keys. */
  async hear(...keys: KeyInput[]): Promise<string | undefined> {
    await this.press(...keys);
    return (await this.look("heard"))[0];
  }

  /** Asks the inspector on the page. */
  look<K extends keyof Inspection>(what: K): Promise<Awaited<ReturnType<Inspection[K]>>> {
    return this.#page.evaluate(`inspector.${what}()`) as Promise<Awaited<ReturnType<Inspection[K]>>>;
  }

  /** Uses a finger, or no longer. */
  async touch(enabled: boolean): Promise<void> {
    await this.#session.send("Emulation.setTouchEmulationEnabled", { enabled, maxTouchPoints: 5 });
  }

  /** What the reader has asked the browser for: colours, motion. */
  async prefer(features: Record<string, string>): Promise<void> {
    await this.#session.send("Emulation.setEmulatedMedia", {
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    });
  }
}

/** A node and all that is in it, in order. */
export function* within(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) yield* within(child);
}
