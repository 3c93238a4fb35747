import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "puppeteer-core";
import { drawn, openPage, openSite, type Site } from "../support/site.js";
import { openTruth } from "./truth.js";

/** Every number that a report shows on the real rows, against the raw export asked in plain SQL. */

let site: Site;
let truth: Awaited<ReturnType<typeof openTruth>>;
before(async () => {
  [site, truth] = await Promise.all([openSite(), openTruth()]);
});
after(async () => {
  truth.close();
  await site.close();
});

type Cell = string | number | null;

/** A figure as it stands on the page: the cells of its table, and what Plotly was given to draw. */
interface Shown {
  table: string[][];
  traces: {
    type: string;
    name?: string;
    x?: Cell[];
    y?: Cell[];
    labels?: string[];
    values?: number[];
    z?: number[];
    locations?: string[];
    q1?: number[];
    median?: number[];
    q3?: number[];
  }[];
  note: string;
}

async function show(tag: string): Promise<{ page: Page; cards: Record<string, string>; figures: Record<string, Shown> }> {
  const { page, problems } = await openPage(site, tag);
  await drawn(page);
  const cards = await page.evaluate(() => {
    const root = document.querySelector("report-311")!.shadowRoot!.querySelector("report-311-cards")!.shadowRoot!;
    return Object.fromEntries(
      [...root.querySelectorAll("div")].map((card) => [
        card.querySelector("dt")!.textContent,
        card.querySelector("dd")!.textContent,
      ]),
    );
  });
  const figures = await page.evaluate(async () => {
    const shown: Record<string, Shown> = {};
    for (const figure of document.querySelector("report-311")!.shadowRoot!.querySelectorAll("report-311-figure")) {
      const root = figure.shadowRoot!;
      const { data } = root.querySelector(".js-plotly-plot") as unknown as { data: Shown["traces"] };
      // Typed arrays and class instances do not cross over: plain copies.
      const traces = data.map(
        ({ type, name, x, y, labels, values, z, locations, q1, median, q3 }) =>
          JSON.parse(
            JSON.stringify({ type, name, x, y, labels, values, z, locations, q1, median, q3 }),
          ) as Shown["traces"][number],
      );
      const button = [...root.querySelectorAll("button")].find((one) => one.textContent.trim() === "Table")!;
      button.click();
      await figure.updateComplete;
      const table = root.querySelector("report-311-table")!;
      table.page = table.rows.length;
      await table.updateComplete;
      const rows = [...table.shadowRoot!.querySelectorAll("tbody tr")];
      shown[root.querySelector("figcaption")!.textContent.trim()] = {
        traces,
        table: rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())),
        note: root.querySelector(".note")?.textContent?.trim() ?? "",
      };
    }
    return shown;
  });
  assert.deepEqual(problems, []);
  await page.close();
  return { page, cards: cards, figures };
}

const en = new Intl.NumberFormat("en");
const text = (rows: Cell[][]) =>
  rows.map((row) => row.map((cell) => (typeof cell === "number" ? en.format(cell) : String(cell))));
const column = <T extends Cell = Cell>(rows: Cell[][], i: number) => rows.map((row) => row[i]) as T[];
const shares = (rows: Cell[][], total: number) =>
  rows.map(([name, count]) => [
    String(name),
    en.format(Number(count)),
    new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(Number(count) / total),
  ]);

/** The first n rows and the others added up. */
function topOf(rows: Cell[][], n: number): Cell[][] {
  return [...rows.slice(0, n), ["Others", rows.slice(n).reduce((sum, row) => sum + Number(row[1]), 0)]];
}

const counted = (field: string) => `SELECT ${field}, count(*) FROM request GROUP BY 1 ORDER BY 2 DESC, 1`;

test("overview", async () => {
  const { cards, figures } = await show(`<report-311 name="overview" api="/" as-of="2020-01-04"></report-311>`);
  const [[requests, councils, types, sources, agencies]] = (await truth.rows(
    `SELECT count(*), count(DISTINCT council_name) FILTER (WHERE council_name <> 'No council'), count(DISTINCT type_name),
            count(DISTINCT source_name), count(DISTINCT agency_name) FROM request`,
  )) as [Cell[]];
  assert.deepEqual(cards, {
    Requests: en.format(Number(requests)),
    "Neighborhood councils": String(councils),
    "Request types": String(types),
    Sources: String(sources),
    Agencies: String(agencies),
  });

  const years = figures["Requests per year"]!;
  assert.deepEqual(years.table, [["2020", "10,000"]]);
  assert.deepEqual(
    years.traces.flatMap(({ x, y }) => x!.map((year, i) => [year, y![i]])),
    [["2020", 10_000]],
  );
  assert.match(years.note, /2020: not a whole year \(data from Jan 1, 2020 to Jan 3, 2020\)/);

  const byType = await truth.rows(counted("type_name"));
  const share = figures["Share by request type"]!;
  assert.deepEqual(share.traces[0]!.labels, column(byType, 0));
  assert.deepEqual(share.traces[0]!.values, column(byType, 1));
  assert.deepEqual(share.table, shares(byType, 10_000));

  // The report is seen from 4 January: what was closed later had not been closed yet.
  const seen = await truth.rows(
    `SELECT type_name,
            quantile_disc(date_diff('day', created, closed), 0.25) FILTER (WHERE closed <= DATE '2020-01-03'),
            quantile_disc(date_diff('day', created, closed), 0.5) FILTER (WHERE closed <= DATE '2020-01-03'),
            quantile_disc(date_diff('day', created, closed), 0.75) FILTER (WHERE closed <= DATE '2020-01-03'),
            count(*) FILTER (WHERE closed <= DATE '2020-01-03'),
            count(*) FILTER (WHERE closed IS NULL OR closed > DATE '2020-01-03')
     FROM request GROUP BY 1 HAVING min(closed) <= DATE '2020-01-03' ORDER BY 3, 1`,
  );
  const [[open]] = (await truth.rows("SELECT count(*) FROM request WHERE closed IS NULL OR closed > DATE '2020-01-03'")) as [
    [number],
  ];
  const days = figures["Days to close by request type"]!;
  const boxes = days.traces.filter(({ type }) => type === "box");
  assert.deepEqual(
    boxes.flatMap(({ y }) => y!),
    column(seen, 0),
  );
  const drawnQuartiles = (["q1", "median", "q3"] as const).map((quartile) => boxes.flatMap((box) => box[quartile]!));
  assert.deepEqual(
    drawnQuartiles,
    [1, 2, 3].map((i) => column(seen, i)),
  );
  assert.deepEqual(days.table, text(seen));
  assert.ok(days.note.includes(`${en.format(open)} not closed by Jan 3, 2020 are left out`), days.note);

  const byAgency = topOf(await truth.rows(counted("agency_name")), 4);
  const agency = figures["Share by agency"]!;
  assert.deepEqual([agency.traces[0]!.labels, agency.traces[0]!.values], [column(byAgency, 0), column(byAgency, 1)]);
  assert.deepEqual(agency.table, shares(byAgency, 10_000));

  const bySource = topOf(await truth.rows(counted("source_name")), 4);
  const source = figures["Requests by source"]!;
  assert.deepEqual([source.traces[0]!.y, source.traces[0]!.x], [column(bySource, 0), column(bySource, 1)]);
  assert.deepEqual(source.table, text(bySource));

  const found = new Map(
    (await truth.rows("SELECT dayofweek(created), count(*) FROM request GROUP BY 1")) as [number, number][],
  );
  const names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const weekday = figures["Requests by day of week"]!;
  const byWeekday = names.map((name, dow): Cell[] => [name, found.get(dow) ?? 0]);
  assert.deepEqual([weekday.traces[0]!.x, weekday.traces[0]!.y], [column(byWeekday, 0), column(byWeekday, 1)]);
  assert.deepEqual(weekday.table, text(byWeekday));
  assert.equal(weekday.note, "Over 3 days up to Jan 3, 2020: Sun 0, Mon 0, Tue 0, Wed 1, Thu 1, Fri 1, Sat 0.");

  const byCouncil = await truth.rows(counted("council_name"));
  const council = figures["Requests by neighborhood council"]!;
  assert.equal(byCouncil.length, 100);
  assert.deepEqual([council.traces[0]!.y, council.traces[0]!.x], [column(byCouncil, 0), column(byCouncil, 1)]);
  assert.deepEqual(council.table, text(byCouncil));
});

test("overview of two of the days", async () => {
  const { cards, figures } = await show(
    `<report-311 name="overview" api="/" from="2020-01-01" to="2020-01-02" as-of="2020-01-04"></report-311>`,
  );
  const where = "WHERE created <= DATE '2020-01-02'";
  assert.equal(cards["Requests"], en.format(Number((await truth.rows(`SELECT count(*) FROM request ${where}`))[0]![0])));
  const byType = await truth.rows(`SELECT type_name, count(*) FROM request ${where} GROUP BY 1 ORDER BY 2 DESC, 1`);
  assert.deepEqual(figures["Share by request type"]!.traces[0]!.values, column(byType, 1));
});

test("recent", async () => {
  const { cards, figures } = await show(`<report-311 name="recent" api="/" as-of="2020-01-04"></report-311>`);
  assert.deepEqual(cards, { Requests: "10,000", "First day": "Jan 1, 2020", "Last day": "Jan 3, 2020" });
  const lines = figures["New requests per day"]!;
  const byType = await truth.rows(counted("type_name"));
  const days = ["2020-01-01", "2020-01-02", "2020-01-03"];
  const cells = new Map(
    (await truth.rows("SELECT type_name || created, count(*) FROM request GROUP BY 1")) as [string, number][],
  );
  assert.deepEqual(
    lines.traces.map(({ name, x, y }) => [name, x, y]),
    byType.map(([name]) => [name, days, days.map((day) => cells.get(`${name}${day}`) ?? 0)]),
  );
  assert.equal(lines.table.length, byType.length * 3);
  const [sum] = [lines.table.reduce((total, row) => total + Number(row[2]!.replaceAll(",", "")), 0)];
  assert.equal(sum, 10_000);
  assert.deepEqual(figures["Requests by day of week"]!.traces[0]!.y, [
    0,
    0,
    0,
    ...column(await truth.rows("SELECT created, count(*) FROM request GROUP BY 1 ORDER BY 1"), 1),
    0,
  ]);
  assert.deepEqual(figures["Share by request type"]!.table, shares(byType, 10_000));
});

test("type-map", async () => {
  const { cards, figures } = await show(
    `<report-311 name="type-map" api="/" council="Sylmar" as-of="2020-01-04"></report-311>`,
  );
  const counts = new Map(
    (await truth.rows("SELECT council_name, count(*) FROM request WHERE type_name = 'Illegal Dumping' GROUP BY 1")) as [
      string,
      number,
    ][],
  );
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  assert.deepEqual(cards, {
    Requests: en.format(total),
    "Chosen council": "Sylmar",
    "Requests there": String(counts.get("Sylmar")),
  });
  const map = figures["Requests by neighborhood council"]!;
  const { locations, z } = map.traces[0]!;
  assert.equal(locations!.length, 99);
  assert.deepEqual(
    z,
    locations!.map((name) => counts.get(name) ?? 0),
  );
  assert.equal(
    map.table.reduce((sum, row) => sum + Number(row[1]), 0),
    total - counts.get("No council")!,
  );
  assert.match(map.note, new RegExp(`^${counts.get("No council")} requests lie in none of the areas of the map`));
});
