import "axe-core";
import type * as Axe from "axe-core";
import { setViewport } from "@web/test-runner-commands";
import { expect } from "chai";
import { setupWorker } from "msw/browser";
import type { Report311Figure } from "../../../src/elements/figure.js";
import type { Report311 } from "../../../src/elements/report-311.js";
import type { ReportExportEvent } from "../../../src/export/event.js";
import { handlersFor } from "../../support/api.js";
import { cityOf, TODAY } from "../../support/city.js";
import { cardsOf, find, findAll, mount, settled, until } from "../../support/page.js";
import { menusOf, open, take, textOf } from "../../support/taking.js";

/** axe-core is no module: it puts itself on the window. */
const { axe } = window as unknown as { axe: typeof Axe };

const worker = setupWorker(...handlersFor(cityOf()));
const HERE = location.href;
before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
after(() => worker.stop());
beforeEach(() => void (document.documentElement.lang = "en"));
afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, "", HERE);
});

const ask = { api: "/api", "as-of": TODAY, loading: "eager" };
const SHARE = "Share: Recent requests";

async function show(attributes: Record<string, string> = {}, width = 900) {
  const tag = mount({ ...ask, name: "recent", ...attributes }, width);
  await settled(tag);
  return tag;
}

const shareOf = (tag: Report311) => [...menusOf(tag)].find(([name]) => name.startsWith("Share: "))![1];
const offered = async (tag: Report311) => [...(await open(shareOf(tag))).keys()];
const taken = async (tag: Report311, item: string) => (await take(tag, SHARE, item)).content as string;
const saidBy = (tag: Report311) => find(shareOf(tag), "[role=status]")!.textContent;

/** Runs with another clipboard than the browser's. */
async function withClipboard(clipboard: unknown, run: () => Promise<void>): Promise<void> {
  Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
  try {
    await run();
  } finally {
    Reflect.deleteProperty(navigator, "clipboard");
  }
}

describe("the button beside the title", () => {
  it("offers what there is to take away", async () => {
    expect(await offered(await show())).to.deep.equal(["Copy tag (HTML)", "CSV (headline numbers)", "Print…"]);
    expect((await offered(await show({ "url-sync": "" })))[0]).to.equal("Copy link");
    expect(await offered(await show({ name: "data-table" }))).to.deep.equal(["Copy tag (HTML)", "Print…"]);
  });

  it("speaks the reader's language", async () => {
    document.documentElement.lang = "es";
    const tag = await show({ "url-sync": "" });
    const menu = menusOf(tag).get("Compartir: Solicitudes recientes")!;
    expect([...(await open(menu)).keys()]).to.deep.equal([
      "Copiar el enlace",
      "Copiar la etiqueta (HTML)",
      "CSV (cifras principales)",
      "Imprimir…",
    ]);
  });

  it("fits a phone, can be touched and is accessible, with the list and with a text to copy by hand", async () => {
    await setViewport({ width: 320, height: 700 });
    const tag = await show({ "url-sync": "" }, 304);
    const menu = shareOf(tag);
    const fits = async () => {
      for (const part of menu.renderRoot.querySelectorAll("button, [popover], textarea")) {
        const { left, right, width, height } = part.getBoundingClientRect();
        expect(Math.min(width, height)).to.be.at.least(24);
        expect([left >= 0, right <= 320], part.outerHTML).to.deep.equal([true, true]);
      }
      const { violations } = await axe.run(menu);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).to.deep.equal([]);
    };
    const list = await open(menu);
    await until(() => menu.renderRoot.querySelector<HTMLElement>("[popover]")!.style.top);
    await fits();
    for (const button of list.values()) expect(button.getClientRects().length && button.clientHeight).to.be.below(60);
    await withClipboard(undefined, async () => {
      list.get("Copy tag (HTML)")!.click();
      await until(() => menu.renderRoot.querySelector("textarea"));
      await new Promise(requestAnimationFrame);
      await fits();
    });
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1000, height: 800 });
  });
});

describe("the link", () => {
  it("is the page's URL when the reader's choices are there", async () => {
    history.replaceState(null, "", "?theirs=1#there");
    const tag = await show({ "url-sync": "" });
    find<HTMLSelectElement>(tag, "[name=period]")!.value = "last-7-days";
    find(tag, "[name=period]")!.dispatchEvent(new Event("change"));
    await until(() => tag.getAttribute("period") === "last-7-days");
    const link = await taken(tag, "Copy link");
    expect(link)
      .to.equal(location.href)
      .and.to.match(/\?theirs=1&period=last-7-days#there$/);
  });

  it("restores what the URL does not have, as where choices stay out of it", async () => {
    const tag = await show({ "url-sync": "left", "url-history": "off", period: "2020-01-01..2020-01-03" });
    tag.setAttribute("type", "Graffiti");
    await until(() => findAll(tag, "dd")[0]?.textContent);
    const link = await taken(tag, "Copy link");
    expect(location.href).to.equal(HERE);
    expect(new URL(link).search).to.contain("left.type=Graffiti&left.period=2020-01-01..2020-01-03");
    history.replaceState(null, "", link);
    const other = await show({ "url-sync": "left" });
    await until(() => other.getAttribute("type") === "Graffiti");
    await settled(other);
    expect(other.getAttribute("period")).to.equal("2020-01-01..2020-01-03");
    expect(cardsOf(other)).to.deep.equal(cardsOf(tag));
  });
});

describe("the tag", () => {
  it("has what it shows and nothing that is about its page", async () => {
    const tag = await show({
      "url-sync": "",
      group: "nc",
      id: "one",
      class: "two",
      style: "color: red",
      period: "last-7-days",
    });
    tag.setAttribute("type", "Graffiti");
    tag.setAttribute("lang", "en");
    await until(() => find(tag, "article")?.ariaBusy === "false");
    expect(await taken(tag, "Copy tag (HTML)")).to.equal(
      `<report-311 name="recent" api="${location.origin}/api" as-of="${TODAY}" loading="eager" lang="en" type="Graffiti" period="last-7-days"></report-311>`,
    );
  });

  it("has a wrong value no longer", async () => {
    const tag = await show({ period: "soon", type: "Graffiti" });
    expect(await taken(tag, "Copy tag (HTML)"))
      .to.contain(' type="Graffiti"')
      .and.not.to.contain("period");
  });

  it("shows the same where it is pasted, whatever names there are, with what its author has put into it", async () => {
    const hostile = (name: string) => `${name} "<b>&amp;'`;
    worker.use(...handlersFor(cityOf(hostile), "/api-hostile"));
    const tag = mount({ ...ask, api: "/api-hostile", name: "recent", type: hostile("Graffiti"), period: "last-7-days" });
    const note = Object.assign(document.createElement("p"), { textContent: "1 < 2" });
    tag.append(document.createComment("?lit$"), note);
    await settled(tag);
    const template = document.createElement("template");
    template.innerHTML = await taken(tag, "Copy tag (HTML)");
    const pasted = document.importNode(template.content, true).firstElementChild as Report311;
    expect([...pasted.childNodes].map((child) => (child as Element).outerHTML)).to.deep.equal(["<p>1 &lt; 2</p>"]);
    document.body.append(pasted);
    await settled(pasted);
    expect(pasted.getAttribute("type")).to.equal(hostile("Graffiti"));
    expect(findAll(pasted, "[part=problem]")).to.deep.equal([]);
    expect(cardsOf(pasted)).to.deep.equal(cardsOf(tag));
    worker.resetHandlers();
  });
});

describe("copying", () => {
  it("puts the text on the clipboard and says so", async () => {
    const tag = await show();
    const written: string[] = [];
    await withClipboard({ writeText: async (text: string) => void written.push(text) }, async () => {
      (await open(shareOf(tag))).get("Copy tag (HTML)")!.click();
      await until(() => saidBy(tag) === "Copied.");
    });
    expect(written).to.have.length(1);
    expect(written[0]).to.match(/^<report-311 name="recent"/);
    await until(() => !find(shareOf(tag), "[popover] button"));
    const said = find(shareOf(tag), "[role=status]")!;
    expect(said.clientHeight, "seen at the button").to.be.above(16);
    shareOf(tag).renderRoot.querySelector("button")!.blur();
    expect(said.clientHeight).to.be.at.most(1);
  });

  it("is left to the page that prevents it", async () => {
    const tag = await show();
    const written: string[] = [];
    await withClipboard({ writeText: async (text: string) => void written.push(text) }, async () => {
      const event = await take(tag, SHARE, "Copy tag (HTML)");
      expect([event.format, event.filename, event.target]).to.deep.equal(["tag", "", tag]);
      await until(() => !find(shareOf(tag), "[popover] button"));
    });
    expect([written, saidBy(tag)]).to.deep.equal([[], ""]);
  });

  for (const [why, clipboard] of [
    ["does not let it", { writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) }],
    ["is not secure", undefined],
  ] as const) {
    it(`gives the reader the text, selected, where the page ${why}`, async () => {
      const tag = await show();
      await withClipboard(clipboard, async () => {
        const menu = shareOf(tag);
        (await open(menu)).get("Copy tag (HTML)")!.click();
        const field = await until(() => find<HTMLTextAreaElement>(menu, "textarea"));
        await until(() => (menu.renderRoot as ShadowRoot).activeElement === field);
        expect(field.value.slice(field.selectionStart, field.selectionEnd)).to.match(/^<report-311 .*<\/report-311>$/);
        expect([field.readOnly, field.labels[0]!.textContent.trim()]).to.deep.equal([
          true,
          "This page does not let it be copied. Take the text from here:",
        ]);
        menu.renderRoot.querySelector<HTMLElement>("[popover]")!.hidePopover();
        await until(() => !find(menu, "textarea"));
        expect([...(await open(menu)).keys()]).to.include("Print…");
      });
    });
  }
});

describe("the headline numbers", () => {
  it("are rows of a file, raw, with what they say of themselves behind them", async () => {
    const tag = await show({ period: "2020-01-01..2020-01-03", type: "Graffiti" });
    const event = await take(tag, SHARE, "CSV (headline numbers)");
    expect([event.format, event.filename]).to.deep.equal(["csv", "recent_graffiti_2020-01-01_2020-01-03_headline-numbers.csv"]);
    const today = new Intl.DateTimeFormat("en-CA").format(new Date());
    const about = `Recent requests,Headline numbers,"Highlighted request type: Graffiti · Period: Jan 1, 2020 – Jan 3, 2020","Synthetic sample data, not real requests. (${location.origin}/api)",2020-01-10,${today}`;
    const days = cityOf().requests.map(({ created }) => created.slice(0, 10));
    const shown = days.filter((day) => day >= "2020-01-01" && day <= "2020-01-03");
    expect((await textOf(event)).trim().split("\r\n")).to.deep.equal([
      "Headline number,Value,Report,Title,Filters,Data source,Data up to,Exported",
      `Requests,${shown.length},${about}`,
      `First day,${shown[0]},${about}`,
      `Last day,${shown.at(-1)},${about}`,
    ]);
  });

  it("say what they are about where there are several of each", async () => {
    const tag = await show({ name: "council-comparison", council: "Sylmar", versus: "Arleta" });
    const event = await take(
      tag,
      [...menusOf(tag).keys()].find((name) => name.startsWith("Share: "))!,
      "CSV (headline numbers)",
    );
    const [head, ...rows] = (await textOf(event)).trim().split("\r\n");
    expect(head).to.match(/^About,Headline number,Value,Report,/);
    expect(rows.map((row) => row.split(",").slice(0, 2).join())).to.deep.equal([
      "Sylmar,Requests",
      "Sylmar,Days covered",
      "Arleta,Requests",
      "Arleta,Days covered",
    ]);
  });
});

describe("printing", () => {
  const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow")!;
  let printed: Document[] = [];

  /** In place of the browser's printing, which waits for somebody. */
  beforeEach(() => {
    printed = [];
    Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", {
      configurable: true,
      get(this: HTMLIFrameElement) {
        const frame = get!.call(this) as Window;
        return Object.assign(frame, { print: () => printed.push(frame.document) });
      },
    });
  });
  afterEach(() => void Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { configurable: true, get }));

  async function print(tag: Report311): Promise<Document> {
    const list = await open(shareOf(tag));
    list.get("Print…")!.click();
    return until(() => printed[0]);
  }
  const textsOf = (page: Document, selector: string) =>
    [...page.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());

  it("puts the report alone on a page, with what it says of itself", async () => {
    const tag = await show({ period: "2020-01-01..2020-01-03", type: "Graffiti" });
    const page = await print(tag);
    const today = new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(new Date());
    expect([page.title, page.documentElement.lang]).to.deep.equal(["Recent requests", "en"]);
    expect(textsOf(page, "h1")).to.deep.equal(["Recent requests"]);
    expect(textsOf(page, "li")).to.deep.equal(["Highlighted request type: Graffiti", "Period: Jan 1, 2020 – Jan 3, 2020"]);
    const values = textsOf(page, "dd");
    expect(Object.fromEntries(textsOf(page, "dt").map((label, i) => [label, values[i]]))).to.deep.equal(cardsOf(tag));
    expect(textsOf(page, "footer")).to.deep.equal([
      `Source: ${location.origin}/api · Synthetic sample data, not real requests. · Data up to Jan 10, 2020 · Exported ${today}`,
    ]);
    const pictures = [...page.images];
    expect(pictures.map(({ alt }) => alt.split(".")[0])).to.deep.equal(
      findAll(tag, "figcaption").map(({ textContent }) => textContent.trim()),
    );
    for (const { naturalWidth, naturalHeight } of pictures)
      expect([naturalWidth, naturalHeight > 300]).to.deep.equal([600, true]);
  });

  it("goes with its frame when it is done, and has left nothing on the page", async () => {
    const tag = await show();
    const [sheets, children] = [document.adoptedStyleSheets.length, document.head.childElementCount];
    const page = await print(tag);
    expect(document.querySelector("iframe")).to.equal(null);
    const frame = find<HTMLIFrameElement>(tag, "iframe")!;
    expect(frame.contentDocument).to.equal(page);
    page.defaultView!.dispatchEvent(new Event("afterprint"));
    expect(find(tag, "iframe")).to.equal(undefined);
    expect([document.adoptedStyleSheets.length, document.head.childElementCount]).to.deep.equal([sheets, children]);
  });

  it("is left to the page that prevents it", async () => {
    const tag = await show();
    const event: ReportExportEvent = await take(tag, SHARE, "Print…");
    expect([event.format, event.filename, event.content]).to.deep.equal(["print", "", null]);
    await until(() => !find(shareOf(tag), "[popover] button"));
    expect([printed.length, find(tag, "iframe")]).to.deep.equal([0, undefined]);
  });

  it("prints rows as rows", async () => {
    const page = await print(await show({ name: "data-table", partial: "on" }));
    expect(page.querySelectorAll("tbody tr").length).to.be.above(1);
    expect(textsOf(page, "th").length).to.be.above(3);
  });

  it("prints many small charts side by side", async () => {
    const tag = await show({ name: "measures", partial: "on" });
    const figures = await until(() => {
      const found = findAll<Report311Figure>(tag, "ul report-311-figure");
      return found.length > 2 && !find(tag, ".waiting") ? found : null;
    });
    const page = await print(tag);
    expect(page.querySelectorAll(".many figure")).to.have.length(figures.length);
    expect(page.images).to.have.length(figures.filter(({ state }) => state === "ready").length);
    for (const { naturalWidth } of page.images) expect(naturalWidth).to.be.within(300, 360);
  });
});
