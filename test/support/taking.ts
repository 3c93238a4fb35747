import type { ReportExportEvent } from "../../src/export/event.js";
import type { Report311Menu } from "../../src/elements/menu.js";
import { findAll, until } from "./page.js";

/** Opens one of the menus within an element and gives what it offers, by label. */
export async function open(menu: Report311Menu): Promise<Map<string, HTMLButtonElement>> {
  const root = menu.renderRoot;
  root.querySelector<HTMLElement>("[popovertarget]")!.click();
  const buttons = await until(() => {
    const found = [...root.querySelectorAll<HTMLButtonElement>("[popover] button")];
    return found.length ? found : null;
  });
  return new Map(buttons.map((button) => [button.textContent.trim(), button]));
}

/** The menus within an element, by their accessible names. */
export function menusOf(tag: Element): Map<string, Report311Menu> {
  const menus = findAll<Report311Menu>(tag, "report-311-menu");
  return new Map(menus.map((menu) => [menu.about ? `${menu.label}: ${menu.about}` : menu.label, menu]));
}

/** Takes something away in the place of the browser, as a host may: nothing is saved, copied or printed. */
export async function take(tag: HTMLElement, menu: string, item: string): Promise<ReportExportEvent> {
  const taken = new Promise<ReportExportEvent>((resolve) =>
    tag.addEventListener(
      "report-export",
      (event) => {
        event.preventDefault();
        resolve(event);
      },
      { once: true },
    ),
  );
  const found = await until(() => menusOf(tag).get(menu));
  (await open(found)).get(item)!.click();
  return taken;
}

/** What a file has, without the mark at its beginning. */
export async function textOf({ content }: ReportExportEvent): Promise<string> {
  return (await (content as Blob).text()).replace("\uFEFF", "");
}
