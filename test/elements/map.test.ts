import { sendKeys, sendMouse, setViewport } from "@web/test-runner-commands";
import { expect } from "chai";
import "../../src/define.js";
import type { Report311Map } from "../../src/elements/map.js";
import type { PointMap } from "../../src/report.js";
import { until } from "../support/page.js";

const COLUMNS = [
  { key: "type", label: "Type" },
  { key: "address", label: "Address" },
];

/** Points of two types: some close together, some at one spot, one far away, one without a place. */
function mapOf(types = ["Graffiti", "Potholes"]): PointMap {
  const places: [longitude: number, latitude: number, type: number][] = [
    ...Array.from({ length: 20 }, (_, i): [number, number, number] => [-118.4 + i / 5000, 34.1, i % 4 ? 0 : 1]),
    ...Array.from({ length: 3 }, (): [number, number, number] => [-118.2, 34.2, 0]),
    [-118.6, 34.3, 1],
    [NaN, NaN, 0],
  ];
  return {
    longitude: Float64Array.from(places, ([longitude]) => longitude),
    latitude: Float64Array.from(places, ([, latitude]) => latitude),
    entities: places.map(([, , type]) => types[type]!),
    told: COLUMNS,
    table: {
      columns: COLUMNS,
      rows: places.map(([, , type], i) => ({ type: types[type]!, address: `${i} Main St` })),
    },
    note: "One has no place.",
  };
}

let place: HTMLElement;

async function show(props: Partial<Report311Map> = {}): Promise<Report311Map> {
  const element = document.createElement("report-311-map");
  Object.assign(element, { heading: "Places", subject: "a", map: mapOf(), height: 400, ...props });
  place.append(element);
  await element.drawn;
  return element;
}

const one = <E extends Element = HTMLElement>(map: Report311Map, selector: string): E =>
  map.shadowRoot!.querySelector<E>(selector)!;
const textOf = (element: Element | null): string => element?.textContent.replaceAll(/\s+/gu, " ").trim() ?? "";
const buttons = (map: Report311Map) => [...map.shadowRoot!.querySelectorAll("button")];
const button = (map: Report311Map, text: string): HTMLButtonElement => buttons(map).find((one) => textOf(one) === text)!;
const counts = (map: Report311Map): number[] => map.marks.map(({ count }) => count).sort((a, b) => a - b);
const total = (map: Report311Map): number => counts(map).reduce((all, count) => all + count, 0);

/** Where on the page a mark is that stands for so many. */
function spotOf(map: Report311Map, of: number): [number, number] {
  const { x, y } = map.marks.find(({ count }) => count === of)!;
  const { left, top } = one(map, ".ground").getBoundingClientRect();
  return [Math.round(left + x), Math.round(top + y)];
}

describe("report-311-map", () => {
  beforeEach(async () => {
    await setViewport({ width: 900, height: 800 });
    place = document.createElement("div");
    document.body.append(place);
  });

  afterEach(() => place.remove());

  it("shows all located points, those that lie close together as one", async () => {
    const map = await show();
    expect(counts(map)).to.deep.equal([1, 3, 20]);
    expect(textOf(one(map, "#summary"))).to.equal("On the map: 24. Graffiti 18, Potholes 6.");
    expect(textOf(one(map, ".note"))).to.equal("One has no place.");
  });

  it("leaves out what the legend hides, and takes it back", async () => {
    const map = await show();
    button(map, "Potholes").click();
    await until(() => total(map) === 18);
    button(map, "Potholes").click();
    await until(() => total(map) === 24);
  });

  it("says what is under the mouse, and goes nearer with a click on a cluster", async () => {
    const map = await show();
    await sendMouse({ type: "move", position: spotOf(map, 1) });
    await until(() => one(map, ".popup"));
    expect(textOf(one(map, ".popup"))).to.equal("Type PotholesAddress 23 Main St");
    await sendMouse({ type: "click", position: spotOf(map, 20) });
    await until(() => !counts(map).includes(20));
    expect(one(map, ".popup")).to.equal(null);
  });

  it("lists the points at one spot that never fall apart", async () => {
    const map = await show();
    await sendMouse({ type: "click", position: spotOf(map, 3) });
    await until(() => button(map, "Close"));
    expect(textOf(one(map, ".popup p"))).to.equal("Requests here: 3");
    expect(map.shadowRoot!.querySelectorAll(".popup dl").length).to.equal(3);
    button(map, "Close").click();
    await until(() => !one(map, ".popup"));
  });

  it("follows a drag, arrow keys, plus, minus and 0", async () => {
    const map = await show();
    const [x, y] = spotOf(map, 20);
    await sendMouse({ type: "move", position: [x + 60, y - 100] });
    await sendMouse({ type: "down" });
    await sendMouse({ type: "move", position: [x + 80, y - 90] });
    await sendMouse({ type: "move", position: [x + 100, y - 80] });
    await sendMouse({ type: "up" });
    const isMoved = (right: number, down: number) =>
      until(() => Math.hypot(spotOf(map, 20)[0] - x - right, spotOf(map, 20)[1] - y - down) < 2);
    await isMoved(40, 20);
    one(map, ".ground").focus();
    await sendKeys({ press: "ArrowRight" });
    await isMoved(-40, 20);
    await sendKeys({ press: "+" });
    await until(() => !counts(map).includes(1));
    await sendKeys({ press: "0" });
    await until(() => counts(map).includes(20));
    await isMoved(0, 0);
  });

  it("leads from place to place by its buttons, and tells of each", async () => {
    const map = await show();
    const told = () => textOf(one(map, "[role=status]"));
    button(map, "Next place").click();
    await until(() => told() === "Place 1 of 3. Requests here: 20. Graffiti 15, Potholes 5.");
    button(map, "Next place").click();
    await until(() => told() === "Place 2 of 3. Requests here: 3. Graffiti 3.");
    button(map, "Previous place").click();
    await until(() => told().startsWith("Place 1 of 3."));
    button(map, "Next place").focus();
    await sendKeys({ press: "Escape" });
    await until(() => !one(map, ".popup"));
  });

  it("keeps the view when newer rows say more of the same, and goes back to all with others", async () => {
    const map = await show();
    one(map, ".ground").focus();
    await sendKeys({ press: "ArrowRight" });
    await map.drawn;
    const moved = spotOf(map, 20);
    map.map = mapOf();
    await map.drawn;
    expect(spotOf(map, 20)).to.deep.equal(moved);
    Object.assign(map, { map: mapOf(), subject: "b" });
    await map.drawn;
    expect(spotOf(map, 20)[0]).to.be.greaterThan(moved[0] + 70);
  });

  it("shows the rows as a table", async () => {
    const map = await show();
    button(map, "Table").click();
    await until(() => one(map, "report-311-table"));
    expect(one<HTMLElement & { rows: unknown[] }>(map, "report-311-table").rows.length).to.equal(25);
  });

  it("takes names for text", async () => {
    const name = `<img src=x onerror="window.hostile=1">`;
    const map = await show({ map: mapOf([name, "Potholes"]) });
    await sendMouse({ type: "click", position: spotOf(map, 3) });
    await until(() => one(map, ".popup"));
    expect(textOf(one(map, ".popup dd"))).to.equal(name);
    expect(one(map, "img")).to.equal(null);
  });

  it("fetches tiles only where the page names a server, and names whom it wants named", async () => {
    const before = performance.getEntriesByType("resource").length;
    await show();
    const isTile = ({ name }: PerformanceEntry) => name.includes("/tiles/");
    expect(performance.getEntriesByType("resource").slice(before).filter(isTile)).to.deep.equal([]);
    const map = await show({ ground: { url: "/tiles/{z}/{x}/{y}.png", attribution: "© Somebody" } });
    await until(() => performance.getEntriesByType("resource").some(isTile));
    expect(textOf(one(map, ".attribution"))).to.equal("© Somebody");
    const [first] = performance.getEntriesByType("resource").filter(isTile);
    expect(new URL(first!.name).pathname).to.match(/^\/tiles\/\d+\/\d+\/\d+\.png$/);
  });
});
