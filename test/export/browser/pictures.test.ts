import { expect } from "chai";
import { setupWorker } from "msw/browser";
import { handlersFor } from "../../support/api.js";
import { cityOf, TODAY } from "../../support/city.js";
import { allUnder, findAll, mount, settled, until } from "../../support/page.js";
import { menusOf, open, take, textOf } from "../../support/taking.js";

const worker = setupWorker();
before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
after(() => worker.stop());
beforeEach(() => {
  document.documentElement.lang = "en";
  worker.use(...handlersFor(cityOf()));
});
afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute("style");
  worker.resetHandlers();
});

const ask = { api: "/api", "as-of": TODAY, loading: "eager" };
const [DAYS, WEEK, TYPES] = ["New requests per day", "Requests by day of week", "Share by request type"].map(
  (title) => `Save: ${title}`,
) as [string, string, string];

async function show(attributes: Record<string, string> = {}, width = 900) {
  const tag = mount({ ...ask, name: "recent", ...attributes }, width);
  await settled(tag);
  return tag;
}

async function svgOf(tag: HTMLElement, menu: string, item = "SVG (picture)"): Promise<SVGSVGElement> {
  const text = await textOf(await take(tag, menu, item));
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  expect(parsed.querySelector("parsererror")?.textContent ?? "").to.equal("");
  return parsed.documentElement as unknown as SVGSVGElement;
}

const textsIn = (picture: Element) => [...picture.querySelectorAll("text")].map(({ textContent }) => textContent);
/** What stands around the drawing, in one line. */
const wordsIn = (picture: Element) =>
  [...picture.querySelectorAll(":scope > text")].map(({ textContent }) => textContent).join(" ");
const groundOf = (picture: Element) => picture.querySelector(":scope > rect")!.getAttribute("fill");
const fillsIn = (picture: Element, selector: string) =>
  [...picture.querySelectorAll<SVGElement>(selector)].map(({ style }) => style.fill);

/** The pixels of a picture file. */
async function pixelsOf(file: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(file);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

describe("the picture of a chart", () => {
  it("says what it is, what was chosen, what it means and where it comes from", async () => {
    const picture = await svgOf(await show({ type: "Graffiti", period: "2020-01-01..2020-01-03" }), WEEK);
    const today = new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(new Date());
    expect(wordsIn(picture)).to.equal(
      [
        "Recent requests Requests by day of week",
        "Highlighted request type: Graffiti · Period: Jan 1, 2020 – Jan 3, 2020",
        "Over 3 days up to Jan 3, 2020. How many there are of each: Sun 0, Mon 0, Tue 0, Wed 1, Thu 1, Fri 1, Sat 0.",
        `Source: ${location.origin}/api · Synthetic sample data, not real requests. · Data up to Jan 10, 2020 · Exported ${today}`,
      ].join(" "),
    );
    expect(picture.querySelector("title")!.textContent).to.equal("Requests by day of week");
    expect(picture.querySelector("desc")!.textContent).to.contain("Largest: ");
  });

  it("has the bars of the chart, in the proportions of their numbers", async () => {
    const tag = await show();
    const rows = (await textOf(await take(tag, WEEK, "CSV (rows)"))).trim().split("\r\n").slice(1);
    const counts = rows.map((row) => Number(row.split(",")[1]));
    const picture = document.importNode(await svgOf(tag, WEEK), true);
    document.body.append(picture);
    const heights = [...picture.querySelectorAll<SVGPathElement>("g.points path, g[clip-path] path")]
      .map((path) => path.getBBox().height)
      .filter((height) => height > 0);
    const shown = counts.filter((count) => count > 0);
    expect(heights).to.have.length(shown.length);
    heights.forEach((height, i) => expect(height / heights[0]!).to.be.closeTo(shown[i]! / shown[0]!, 0.02));
  });

  it("has a legend of what is not hidden, with its colours", async () => {
    const tag = await show();
    const picture = await svgOf(tag, TYPES);
    expect(wordsIn(picture)).to.match(/ Illegal Dumping Bulky Items Graffiti Source/);
    const swatches = [...picture.querySelectorAll(":scope > svg[width='14'] rect")].map((rect) => rect.getAttribute("fill"));
    expect(swatches).to.have.members(["rgb(156, 79, 158)", "rgb(90, 82, 163)", "rgb(181, 73, 59)"]);
  });

  it("shows what the reader has left to see", async () => {
    const tag = await show({ name: "council-comparison", period: "2020-01-01..2020-01-10" });
    const figure = findAll(tag, "report-311-figure")[2]!;
    const entry = await until(() =>
      [...figure.shadowRoot!.querySelectorAll<HTMLElement>(".legend button")].find(
        (one) => one.textContent.trim() === "Sylmar",
      ),
    );
    entry.click();
    await until(() => entry.ariaPressed === "false");
    const picture = await svgOf(tag, "Save: Requests per day");
    expect(picture.querySelectorAll(":scope > svg[height='14']")).to.have.length(1);
    expect(textsIn(picture)).to.include("Arleta").and.not.to.include("Sylmar");
  });

  it("is as wide as a newsletter's column, however wide the chart is on the page", async () => {
    const [narrow, wide] = [await show({}, 320), await show({}, 1200)];
    const plain = async (tag: HTMLElement) => (await svgOf(tag, DAYS)).outerHTML.replace(/(clip|defs-)[0-9a-f]{6}/g, "$1");
    const picture = await plain(narrow);
    expect(picture).to.equal(await plain(wide));
    expect(picture).to.match(/^<svg [^>]*width="600"/);
  });

  it("breaks long texts into lines, and cuts none", async () => {
    const long = (name: string) => `${name} `.repeat(12).trim();
    worker.use(...handlersFor(cityOf(long), "/api-long"));
    const tag = await show({ api: "/api-long", type: long("Graffiti") });
    const picture = document.importNode(await svgOf(tag, TYPES), true);
    document.body.append(picture);
    expect(wordsIn(picture).split(long("Graffiti"))).to.have.length(3);
    for (const text of picture.querySelectorAll<SVGTextElement>(":scope > text")) {
      const { x, width, y, height } = text.getBBox();
      expect(x + width, text.textContent).to.be.at.most(600);
      expect(y + height).to.be.at.most(picture.viewBox.baseVal.height);
    }
  });

  it("speaks the reader's language", async () => {
    document.documentElement.lang = "es";
    const picture = await svgOf(await show(), "Guardar: Solicitudes por día de la semana", "SVG (imagen)");
    expect(wordsIn(picture)).to.contain("Tipo de solicitud destacado: Ninguno").and.to.contain("Datos hasta el 10 ene 2020");
    expect(textsIn(picture)).to.include("mié");
    expect(picture.getAttribute("xml:lang")).to.equal("es");
  });

  it("opens by itself: nothing in it refers to anything outside, and every colour is one that all viewers know", async () => {
    const tag = await show({ theme: "dark" });
    for (const menu of [DAYS, WEEK, TYPES]) {
      const picture = await svgOf(tag, menu);
      const ids = new Set([...picture.querySelectorAll("[id]")].map(({ id }) => id));
      for (const element of [picture, ...picture.querySelectorAll("*")]) {
        expect(element.localName).not.to.be.oneOf(["script", "style", "foreignObject", "a", "use", "iframe"]);
        for (const { name, value } of element.attributes) {
          expect(name).not.to.match(/^on|^class$|^data-/);
          if (name.endsWith("href")) expect(value).to.match(/^data:image\/png/);
          for (const [, id] of value.matchAll(/url\("?([^")]*)"?\)/g)) expect(ids.has(id!.slice(1)), value).to.equal(true);
          expect(value).not.to.match(/var\(|color-mix|oklab|color\(|light-dark/);
        }
      }
    }
  });

  it("is on light ground for paper, whatever the reader sees", async () => {
    document.documentElement.style.colorScheme = "dark";
    const picture = await svgOf(await show(), WEEK);
    expect(groundOf(picture)).to.equal("rgb(255, 255, 255)");
    expect(fillsIn(picture, "text[data-unformatted], g text")[0]).to.equal("rgb(89, 99, 111)");
  });

  it("is as it is seen where the host's own ground is dark in any case", async () => {
    document.documentElement.style.colorScheme = "dark";
    const tag = await show();
    tag.style.setProperty("--report-311-surface", "oklab(0.2 0 0)");
    const picture = await svgOf(tag, WEEK);
    expect(groundOf(picture)).to.match(/^rgb\(2\d, 2\d, 2\d\)$/);
    expect(picture.querySelector(":scope > text:nth-of-type(2)")!.getAttribute("fill")).to.equal("rgb(233, 235, 239)");
  });

  it("is a PNG of twice as many pixels as well", async () => {
    const tag = await show();
    const picture = await svgOf(tag, TYPES);
    const event = await take(tag, TYPES, "PNG (picture)");
    expect([event.format, event.filename, (event.content as Blob).type]).to.deep.equal([
      "png",
      "recent_2019-12-12_2020-01-10_share-by-request-type.png",
      "image/png",
    ]);
    const { width, height, data } = await pixelsOf(event.content as Blob);
    expect([width, height]).to.deep.equal([1200, 2 * Number(picture.getAttribute("height"))]);
    const counts = new Map<string, number>();
    for (let i = 0; i < data.length; i += 4) {
      const color = data.slice(i, i + 4).join();
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    for (const color of ["255,255,255,255", "156,79,158,255", "90,82,163,255", "181,73,59,255"])
      expect(counts.get(color), color).to.be.above(20_000);
  });

  it("leaves nothing behind on the page", async () => {
    const tag = await show();
    await take(tag, DAYS, "PNG (picture)");
    expect([...document.body.children].map(({ localName, id }) => id || localName)).to.have.members(
      [...document.body.children]
        .filter((child) => child.contains(tag) || child.id === "js-plotly-tester")
        .map(({ localName, id }) => id || localName),
    );
    await until(() => ![...allUnder(tag.shadowRoot!)].some(({ localName }) => localName === "report-311-studio"));
  });

  it("tells the reader when it cannot be made", async () => {
    const tag = await show();
    const { toBlob } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.toBlob = (done) => done(null);
    try {
      const menu = menusOf(tag).get(TYPES)!;
      (await open(menu)).get("PNG (picture)")!.click();
      await until(() => /^This could not be saved: /.test(menu.renderRoot.querySelector("[role=status]")!.textContent));
    } finally {
      HTMLCanvasElement.prototype.toBlob = toBlob;
    }
  });
});

describe("names that look like markup", () => {
  for (const hostile of [
    "<img src=x onerror=alert(1)>",
    "</svg><script>alert(1)</script>",
    "]]><!--",
    '"&quot;&#60;b>\u0001',
    "=1+1",
  ]) {
    it(`stay names in every picture: ${JSON.stringify(hostile)}`, async () => {
      worker.use(
        ...handlersFor(
          cityOf((name) => `${name} ${hostile}`),
          `/api-${hostile.length}`,
        ),
      );
      const tag = await show({ api: `/api-${hostile.length}`, type: `Graffiti ${hostile}` });
      for (const menu of [DAYS, TYPES]) {
        const picture = await svgOf(tag, menu);
        expect([...picture.querySelectorAll("script, img, b, foreignObject")]).to.deep.equal([]);
        const shown = `Graffiti ${hostile}`.replace("\u0001", "\ufffd");
        expect(wordsIn(picture).split(shown).length, wordsIn(picture)).to.equal(3);
        const { width } = await pixelsOf((await take(tag, menu, "PNG (picture)")).content as Blob);
        expect(width).to.equal(1200);
      }
    });
  }
});
