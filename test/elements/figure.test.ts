import { emulateMedia, sendKeys, sendMouse, setViewport } from "@web/test-runner-commands";
import { Report311Figure } from "../../src/elements/figure.js";
import { Report311Table } from "../../src/elements/table.js";
import { formatsFor } from "../../src/locale/formats.js";
import { wordsFor } from "../../src/locale/words.js";
import type { Figure } from "../../src/report.js";
import { BARS, CELLS, DONUT, equal, LINES, ok, until } from "../figure/check.js";

if (!customElements.get("report-311-figure")) customElements.define("report-311-figure", Report311Figure);
if (!customElements.get("report-311-table")) customElements.define("report-311-table", Report311Table);

type Props = Partial<Report311Figure>;

let place: HTMLElement;

function make(props: Props): Report311Figure {
  return Object.assign(document.createElement("report-311-figure"), { heading: "A title", state: "ready", ...props } as Props);
}

async function show(props: Props, parent: Node = place): Promise<Report311Figure> {
  const element = make(props);
  parent.appendChild(element);
  await element.drawn;
  return element;
}

const all = (element: Report311Figure, selector: string): Element[] => [...element.shadowRoot!.querySelectorAll(selector)];
const one = <E extends Element = HTMLElement>(element: Report311Figure, selector: string): E =>
  element.shadowRoot!.querySelector<E>(selector)!;
const button = (element: Report311Figure, text: string): HTMLButtonElement =>
  (all(element, "button") as HTMLButtonElement[]).find(({ textContent }) => textContent.trim() === text)!;

async function pointAt(target: Element, x = 0.5, y = 0.5): Promise<[number, number]> {
  const { left, top, width, height } = target.getBoundingClientRect();
  const position: [number, number] = [Math.round(left + width * x), Math.round(top + height * y)];
  await sendMouse({ type: "move", position: [position[0] - 3, position[1]] });
  await sendMouse({ type: "move", position });
  return position;
}

describe("report-311-figure", () => {
  beforeEach(async () => {
    await setViewport({ width: 1000, height: 800 });
    place = document.createElement("div");
    document.body.append(place);
  });

  afterEach(() => place.remove());

  it("draws every kind of trace", async () => {
    const square = {
      type: "Polygon",
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
          [0, 0],
        ],
      ],
    };
    const geojson = { type: "FeatureCollection", features: [{ type: "Feature", properties: { name: "A" }, geometry: square }] };
    const table = BARS.table;
    const kinds: [string, Figure][] = [
      [".bars .point", BARS],
      [".scatterlayer .js-line", LINES],
      [".pielayer .slice", DONUT],
      [".boxlayer path.box", { traces: [{ type: "box", x: ["a"], q1: [1], median: [2], q3: [3], ids: ["a"] }], table }],
      [".bars .point", { traces: [{ type: "histogram", x: [1, 2, 2, 3] }], table }],
      [".heatmaplayer image", { traces: [{ type: "heatmap", z: [[1, 2]], x: ["a", "b"], y: ["c"] }], table }],
      [
        ".choroplethlayer path",
        { traces: [{ type: "choropleth", geojson, featureidkey: "properties.name", locations: ["A"], z: [1] }], table },
      ],
    ];
    for (const [selector, figure] of kinds) {
      const element = await show({ figure });
      const drawn = one(element, selector);
      ok(drawn, `${selector} is not there`);
      const { width, height } = drawn.getBoundingClientRect();
      ok(width > 5 && height > 5, `${selector} is ${width} × ${height}`);
      element.remove();
    }
  });

  it("draws inside nested shadow roots", async () => {
    const host = document.createElement("div");
    place.append(host);
    const root = host.attachShadow({ mode: "closed" });
    const element = await show({ figure: BARS }, root);
    equal(all(element, ".bars .point").length, 3);
  });

  it("leaves the document's head and the host's Plotly alone", async () => {
    const theirs = { theirs: true };
    (globalThis as { Plotly?: unknown }).Plotly = theirs;
    const before = document.head.innerHTML;
    await show({ figure: LINES });
    equal(document.head.innerHTML, before, "head");
    ok((globalThis as { Plotly?: unknown }).Plotly === theirs, "window.Plotly is another");
  });

  it("draws with the full engine what lean lacks, and leaves head and host alone there too", async () => {
    const before = document.head.innerHTML;
    const theirs = (globalThis as { Plotly?: unknown }).Plotly;
    const element = await show({ figure: { ...BARS, traces: [{ type: "waterfall", x: ["a", "b"], y: [1, 2] }] } });
    ok(all(element, ".bars .point").length === 2, "nothing is drawn");
    equal(document.head.innerHTML, before, "head");
    ok((globalThis as { Plotly?: unknown }).Plotly === theirs, "window.Plotly is another");
  });

  it("shows a hover label where the pointer is", async () => {
    const element = await show({ figure: BARS });
    await pointAt(all(element, ".bars .point path")[1]!);
    await until(() => one(element, ".hovertext"), "a hover label shows");
    ok(one(element, ".hoverlayer").textContent.includes("2,000"), one(element, ".hoverlayer").textContent);
  });

  it("says which entity was clicked, and that the choice is taken back when it is a chosen one", async () => {
    const element = await show({ figure: BARS, selectable: true });
    const values: [string, boolean][] = [];
    document.addEventListener("report-select", (event) => values.push([event.value, event.isChosen]), { once: true });
    await sendMouse({ type: "click", position: await pointAt(all(element, ".bars .point path")[1]!) });
    await until(() => values.length === 1, "the event comes");
    element.chosen = new Set(["Bulky Items"]);
    await element.drawn;
    element.addEventListener("report-select", ({ value, isChosen }) => values.push([value, isChosen]));
    await sendMouse({ type: "click", position: await pointAt(all(element, ".bars .point path")[1]!) });
    await until(() => values.length === 2, "the second event comes");
    equal(values, [
      ["Bulky Items", true],
      ["Bulky Items", false],
    ]);
  });

  it("says which row of a heatmap was clicked, and frames the chosen ones", async () => {
    const element = await show({ figure: CELLS, selectable: true, chosen: new Set(["Bulky Items"]) });
    equal(all(element, ".shapelayer path").length, 1, "frames");
    let value: string | null = null;
    element.addEventListener("report-select", (event) => (value = event.value));
    await sendMouse({ type: "click", position: await pointAt(one(element, ".nsewdrag"), 0.3, 0.9) });
    await until(() => value, "the event comes");
    equal(value, "Feedback");
  });

  it("chooses by the entries of its legend", async () => {
    const element = await show({ figure: LINES, selectable: true, chosen: new Set(["Feedback"]) });
    equal(
      all(element, ".legend button").map(({ ariaPressed }) => ariaPressed),
      ["false", "false", "true"],
    );
    let value: string | null = null;
    element.addEventListener("report-select", (event) => (value = event.value));
    button(element, "Graffiti").click();
    equal(value, "Graffiti");
  });

  it("walks through its points by keyboard, says each, and chooses with Enter", async () => {
    const element = await show({ figure: LINES, selectable: true });
    const said = () => one(element, ".readout").textContent;
    let value: string | null = null;
    element.addEventListener("report-select", (event) => (value = event.value));
    one(element, ".stage").focus();
    await sendKeys({ press: "ArrowRight" });
    await until(() => said() === "Graffiti, Jan 1, 2020: 100", said());
    await sendKeys({ press: "End" });
    await sendKeys({ press: "ArrowDown" });
    await until(() => said() === "Bulky Items, Jan 10, 2020: 209", said());
    await until(() => one(element, ".hoverlayer").textContent.includes("209"), "the chart points at it");
    await sendKeys({ press: "Enter" });
    equal(value, "Bulky Items");
    let isLetThrough = false;
    element.addEventListener("keydown", ({ defaultPrevented }) => (isLetThrough = !defaultPrevented));
    await sendKeys({ press: "Escape" });
    ok(isLetThrough, "Escape is for whoever stands around");
  });

  it("brings the row that the keyboard walks to into view", async () => {
    const names = Array.from({ length: 60 }, (_, i) => `Council ${i}`);
    const z = names.map((_, i) => [i, 2 * i]);
    const trace = { type: "heatmap", x: ["2020-01-01", "2020-02-01"], y: names, z, ids: names };
    const element = await show({
      figure: { traces: [trace], layout: { yaxis: { autorange: "reversed" } }, height: 1200, table: BARS.table },
      height: 300,
    });
    const stage = one(element, ".stage");
    stage.focus();
    await sendKeys({ press: "ArrowDown" });
    for (let i = 0; i < 5; i++) await sendKeys({ press: "PageDown" });
    await until(() => one(element, ".readout").textContent.startsWith("Council 50"), "the row is named");
    ok(stage.scrollTop > 500, `scrolled to ${stage.scrollTop}`);
  });

  it("stays a still picture until the reader turns to it; then Plotly draws the same in its place", async () => {
    const element = await show({ figure: LINES, still: true, height: 200 });
    equal(all(element, ".scatterlayer").length, 0, "plots");
    const label = (root: string, text: string) =>
      all(element, `${root} text`)
        .find(({ textContent }) => textContent === text)!
        .getBoundingClientRect();
    const [tick, day] = [label(".preview", "100"), label(".preview", "Jan 5")];
    await pointAt(one(element, ".stage"));
    await until(() => one(element, ".preview").childElementCount === 0, "the picture makes way");
    equal(all(element, ".scatterlayer .js-line").length, 3, "lines");
    const moved = [
      [tick, label(".plot", "100")],
      [day, label(".plot", "Jan 5")],
    ].flatMap(([a, b]) => [a!.x - b!.x, a!.y - b!.y].map(Math.abs));
    ok(Math.max(...moved) <= 1, `labels moved by ${moved.join()}`);
  });

  it("has few bars in a still picture where Plotly draws them, where there is room for many under an axis", async () => {
    const [x, y] = [
      [1000, 2000, 3000],
      ["North", "South", "West"],
    ];
    const layout: Figure["layout"] = {
      barmode: "overlay",
      xaxis: { side: "top", title: { text: "Requests" } },
      yaxis: { type: "category", categoryorder: "array", categoryarray: y, range: [7.5, -0.5] },
    };
    const traces = [{ type: "bar", orientation: "h", x, y, ids: y } as const];
    await sendMouse({ type: "move", position: [999, 799] });
    const element = await show({ figure: { ...BARS, traces: [...traces], layout }, still: true, height: 300 });
    const places = (root: string, bar: string) => {
      const texts = all(element, `${root} text`).filter(({ textContent }) =>
        ["Requests", "2,000", "South"].includes(textContent),
      );
      const labels = texts.map((text) => [text.textContent, text.getBoundingClientRect()] as const);
      const bars = all(element, `${root} ${bar}`).map((path, i) => [`bar ${i}`, path.getBoundingClientRect()] as const);
      return new Map([...labels, ...bars]);
    };
    const still = places(".preview", "rect");
    await pointAt(one(element, ".stage"));
    await until(() => one(element, ".preview").childElementCount === 0, "the picture makes way");
    const drawn = places(".plot", ".bars .point path");
    equal([...still.keys()].sort(), ["2,000", "Requests", "South", "bar 0", "bar 1", "bar 2"]);
    for (const [what, { x, y, height }] of still) {
      const there = drawn.get(what)!;
      const moved = [x - there.x, y - there.y, height - there.height].map(Math.abs);
      ok(Math.max(...moved) <= 1, `${what} moved by ${moved.join()}`);
    }
  });

  it("prints a still picture of what nobody has seen yet", async () => {
    place.style.setProperty("margin-top", "5000px");
    const element = make({ figure: LINES });
    place.append(element);
    await element.updateComplete;
    dispatchEvent(new Event("beforeprint"));
    equal(all(element, ".preview path[fill=none]").length, 3, "lines");
    element.scrollIntoView();
    await element.drawn;
    equal(one(element, ".preview").childElementCount, 0, "pictures when Plotly has drawn");
  });

  it("keeps six charts alive at most; the others become still again", async () => {
    const elements: Report311Figure[] = [];
    for (let i = 0; i < 8; i++) elements.push(await show({ figure: LINES, still: true, height: 200 }));
    for (const element of elements) {
      one(element, ".stage").focus();
      await until(() => one(element, ".preview").childElementCount === 0, "Plotly takes over");
    }
    await until(() => one(elements[0]!, ".preview").childElementCount === 1, "the first is still again");
    equal(
      elements.map((element) => all(element, ".scatterlayer").length),
      [0, 0, 1, 1, 1, 1, 1, 1],
    );
  });

  it("means the line nearest to the pointer under a unified hover", async () => {
    const element = await show({ figure: LINES, selectable: true });
    let value: string | null = null;
    element.addEventListener("report-select", (event) => (value = event.value));
    const position = await pointAt(all(element, ".scatterlayer .js-line")[2]!);
    await until(() => one(element, ".hoverlayer .legend"), "a hover label shows");
    await sendMouse({ type: "click", position });
    await until(() => value, "the event comes");
    equal(value, "Feedback");
  });

  it("takes what Plotly makes of a scroll, or a second time of a tap, for no choice", async () => {
    const element = await show({ figure: BARS, selectable: true });
    const plot = one<HTMLElement & { emit(event: string, data: unknown): void }>(element, ".plot");
    const values: (string | null)[] = [];
    element.addEventListener("report-select", ({ value }) => values.push(value));
    const click = (): void =>
      plot.emit("plotly_click", { points: [{ curveNumber: 0, pointNumber: 1 }], event: { clientY: 0 } });
    plot.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
    plot.dispatchEvent(new PointerEvent("pointercancel", { bubbles: true, composed: true }));
    click();
    equal(values, [], "after a scroll");
    plot.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
    click();
    click();
    equal(values, ["Bulky Items"], "after a tap");
  });

  it("says nothing when it is not selectable", async () => {
    const element = await show({ figure: BARS });
    let asked = false;
    element.addEventListener("report-select", () => (asked = true));
    await sendMouse({ type: "click", position: await pointAt(all(element, ".bars .point path")[1]!) });
    await until(() => one(element, ".hovertext"), "a hover label shows");
    ok(!asked, "an event came");
  });

  it("zooms into days by dragging, and out again by its button", async () => {
    const element = await show({ figure: LINES });
    const ticks = (): string =>
      all(element, ".xtick")
        .map(({ textContent }) => textContent)
        .join();
    const before = ticks();
    const area = one(element, ".nsewdrag");
    await pointAt(area, 0.3);
    await sendMouse({ type: "down" });
    await pointAt(area, 0.6);
    await sendMouse({ type: "up" });
    await until(() => button(element, "Reset zoom"), "the button shows");
    ok(ticks() !== before, "the ticks are the same");
    button(element, "Reset zoom").click();
    await element.drawn;
    equal(ticks(), before);
    ok(!button(element, "Reset zoom"), "the button still shows");
  });

  it("keeps a zoom when there is more of the same, and none for something else", async () => {
    const element = await show({ figure: LINES });
    const last = () => all(element, ".xtick text").at(-1)!.textContent;
    const more = () => ({ ...LINES, traces: LINES.traces.map((trace) => ({ ...trace, y: [900, 1, 2, 3, 4, 5, 6, 7, 8, 9] })) });
    const whole = last();
    const area = one(element, ".nsewdrag");
    await pointAt(area, 0.3);
    await sendMouse({ type: "down" });
    await pointAt(area, 0.4);
    await sendMouse({ type: "up" });
    await until(() => button(element, "Reset zoom"), "the button shows");
    const zoomed = last();
    ok(zoomed !== whole, "it is not zoomed");
    element.figure = more();
    await element.drawn;
    equal(last(), zoomed);
    ok(button(element, "Reset zoom"), "the button is gone");
    Object.assign(element, { figure: more(), subject: "other" });
    await element.drawn;
    equal(last(), whole);
    ok(!button(element, "Reset zoom"), "the button still shows");
  });

  it("keeps a zoom when it is resized", async () => {
    const element = await show({ figure: LINES });
    const area = one(element, ".nsewdrag");
    await pointAt(area, 0.3);
    await sendMouse({ type: "down" });
    await pointAt(area, 0.4);
    await sendMouse({ type: "up" });
    await until(() => button(element, "Reset zoom"), "the button shows");
    const last = (): string => all(element, ".xtick").at(-1)!.textContent;
    const zoomed = last();
    place.style.width = "900px";
    await until(() => one(element, ".main-svg").getAttribute("width") === "900", "it is drawn again");
    equal(last(), zoomed);
  });

  it("hides and shows lines by the buttons of its legend", async () => {
    const element = await show({ figure: LINES });
    equal(
      all(element, ".legend button").map(({ textContent }) => textContent.trim()),
      ["Graffiti", "Bulky Items", "Feedback"],
    );
    (all(element, ".legend button")[0] as HTMLButtonElement).click();
    await element.drawn;
    equal(all(element, ".scatterlayer .js-line").length, 2, "lines");
    equal(all(element, ".legend button")[0]!.ariaPressed, "false", "pressed");
    (all(element, ".legend button")[0] as HTMLButtonElement).click();
    await element.drawn;
    equal(all(element, ".scatterlayer .js-line").length, 3, "lines again");
  });

  it("hides slices too", async () => {
    const element = await show({ figure: DONUT });
    (all(element, ".legend button")[0] as HTMLButtonElement).click();
    await element.drawn;
    equal(all(element, ".slice path.surface").length, 2);
  });

  for (const width of [320, 1000]) {
    it(`is equally high in every state at ${width} pixels`, async () => {
      await setViewport({ width, height: 800 });
      const many = {
        ...LINES,
        note: "A long note. ".repeat(12),
        traces: Array.from({ length: 20 }, (_, i) => ({ ...LINES.traces[0]!, name: `Name ${i}` })),
      };
      const element = await show({ figure: null, state: "loading" });
      const heights: number[] = [];
      for (const props of [
        { state: "loading" },
        { state: "ready", figure: many },
        { state: "refreshing" },
        { state: "ready", figure: DONUT },
        { state: "ready", figure: { ...BARS, height: 2000 } },
        { state: "empty", figure: null },
        { state: "error", message: "It went wrong. ".repeat(40) },
      ] as Props[]) {
        Object.assign(element, props);
        await element.drawn;
        heights.push(element.getBoundingClientRect().height);
      }
      equal(new Set(heights).size, 1, `heights ${heights.join()}`);
      equal(document.documentElement.scrollWidth <= width, true, "the page scrolls sideways");
    });
  }

  it("leaves nothing behind after 50 mounts", async () => {
    await show({ figure: LINES });
    const before = document.querySelectorAll("*").length;
    for (let i = 0; i < 50; i++) {
      const element = await show({ figure: LINES });
      element.remove();
      await Promise.resolve();
      equal(one(element, ".plot").childElementCount, 0, "children of the plot");
    }
    equal(document.querySelectorAll("*").length, before, "elements in the document");
  });

  it("draws again when it comes back, and survives a move", async () => {
    const element = await show({ figure: BARS });
    element.remove();
    await Promise.resolve();
    equal(all(element, ".point").length, 0, "bars when removed");
    place.append(element);
    await until(() => all(element, ".point").length === 3, "it is drawn again");
    const svg = one(element, ".main-svg");
    const other = document.createElement("div");
    place.append(other);
    other.append(element);
    await element.drawn;
    ok(one(element, ".main-svg") === svg, "it was drawn anew");
  });

  it("follows its width", async () => {
    const element = await show({ figure: BARS });
    place.style.width = "400px";
    await until(() => one(element, ".main-svg").getAttribute("width") === "400", "it is 400 wide");
  });

  it("follows a change of colours without new data", async () => {
    const element = await show({ figure: BARS });
    const fill = (): string => getComputedStyle(one(element, ".point path")).fill;
    element.style.setProperty("--report-311-series-1", "rgb(1, 2, 3)");
    await until(() => fill() === "rgb(1, 2, 3)", "the bar has the host's colour");
    element.colors = new Map([["Graffiti", "#112233"]]);
    await element.drawn;
    equal(fill(), "rgb(17, 34, 51)", "the source's colour");
    element.style.setProperty("--report-311-type-graffiti", "rgb(4, 5, 6)");
    await until(() => fill() === "rgb(4, 5, 6)", "the host's colour wins");
  });

  it("follows dark and light", async () => {
    place.style.colorScheme = "light dark";
    await emulateMedia({ colorScheme: "light" });
    const element = await show({ figure: LINES });
    const stroke = (): string => getComputedStyle(one(element, ".js-line")).stroke;
    const light = stroke();
    await emulateMedia({ colorScheme: "dark" });
    await until(() => stroke() !== light, "the line is lighter");
    await emulateMedia({ colorScheme: "light" });
    await until(() => stroke() === light, "the line is as before");
  });

  it("points right under CSS zoom", async () => {
    place.style.setProperty("zoom", "1.5");
    const element = await show({ figure: BARS, selectable: true });
    let value: string | null = null;
    element.addEventListener("report-select", (event) => (value = event.value));
    await sendMouse({ type: "click", position: await pointAt(all(element, ".bars .point path")[2]!) });
    await until(() => value, "the event comes");
    equal(value, "Feedback");
  });

  it("makes no element of hostile text, and shows it as it is", async () => {
    const evil = '<img src=x onerror="window.evil=1"><a href="javascript:window.evil=1">x</a><b>y</b>';
    const names = [evil, `${evil}2`, "نص من اليمين إلى اليسار", "long ".repeat(60)];
    for (const figure of [
      { ...BARS, traces: [{ type: "bar", orientation: "h", y: names, x: [1, 2, 3, 4], text: names }] },
      { ...BARS, traces: names.map((name) => ({ ...LINES.traces[0]!, name })) },
      { ...BARS, traces: [{ type: "pie", labels: names, values: [1, 2, 3, 4], textinfo: "label" }] },
    ]) {
      const element = await show({ figure, heading: evil });
      equal(all(element, "img, a, b").length, 0, "elements");
      ok(element.scrollWidth <= place.clientWidth, "it is too wide");
      element.remove();
    }
    equal((globalThis as { evil?: number }).evil, undefined, "run");
  });

  it("draws only when it is about to be seen, unless it is eager", async () => {
    const spacer = document.createElement("div");
    spacer.style.height = "5000px";
    place.append(spacer);
    const [lazy, eager] = [make({ figure: BARS }), make({ figure: BARS, eager: true })];
    place.append(lazy, eager);
    await eager.drawn;
    equal([all(lazy, ".point").length, all(eager, ".point").length], [0, 3]);
    lazy.scrollIntoView();
    await lazy.drawn;
    equal(all(lazy, ".point").length, 3, "when seen");
  });

  it("draws when it gets a size", async () => {
    place.style.display = "none";
    const element = make({ figure: BARS, eager: true });
    place.append(element);
    await element.updateComplete;
    place.style.display = "";
    await element.drawn;
    equal(all(element, ".point").length, 3);
  });

  it("shows the table of the numbers and goes back to the chart", async () => {
    const element = await show({ figure: BARS, formats: formatsFor("es"), words: wordsFor("es") });
    button(element, "Tabla").click();
    await element.updateComplete;
    const table = one<Report311Table>(element, "report-311-table");
    await table.updateComplete;
    equal(
      [...table.shadowRoot!.querySelectorAll("th")].slice(0, 2).map((cell) => cell.textContent.trim()),
      ["Nombre", "Requests"],
    );
    equal(getComputedStyle(one(element, ".view")).visibility, "hidden", "chart");
    equal(button(element, "Ocultar la tabla").ariaExpanded, "true", "expanded");
    button(element, "Ocultar la tabla").click();
    await element.updateComplete;
    ok(!one(element, "report-311-table"), "the table is still there");
  });

  it("names itself and tells its numbers", async () => {
    const element = await show({ figure: BARS });
    const group = one(element, "figure");
    equal(element.shadowRoot!.getElementById(group.getAttribute("aria-labelledby")!)!.textContent, "A title");
    const summary = element.shadowRoot!.getElementById(group.getAttribute("aria-describedby")!)!;
    ok(summary.textContent.includes("Largest: Feedback, 3,000."), "no text alternative");
    equal(one(element, ".plot").ariaHidden, "true");
  });

  it("offers to try again after an error", async () => {
    const element = await show({ state: "error", message: "No network" });
    let asked = 0;
    element.addEventListener("report-retry", () => asked++);
    ok(one(element, "[role=alert]").textContent.includes("No network"), "no message");
    button(element, "Retry").click();
    equal(asked, 1);
  });

  it("dims the old figure while it refreshes", async () => {
    const element = await show({ figure: BARS });
    element.state = "refreshing";
    await element.drawn;
    equal(one(element, "figure").ariaBusy, "true");
    equal(all(element, ".point").length, 3);
  });
});
