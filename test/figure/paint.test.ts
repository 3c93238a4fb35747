import { legendEntries, looksOf, scaleOf } from "../../src/figure/entities.js";
import { paint, repaint, type PaintOptions } from "../../src/figure/paint.js";
import { template } from "../../src/figure/text.js";
import type { Theme } from "../../src/figure/theme.js";
import { formatsFor } from "../../src/locale/formats.js";
import { OTHERS, type Figure, type Trace } from "../../src/report.js";
import { BARS, DONUT, equal, LINES, ok } from "./check.js";

const theme: Theme = {
  text: "rgb(0, 0, 0)",
  muted: "rgb(90, 90, 90)",
  surface: "rgb(255, 255, 255)",
  raised: "rgb(250, 250, 250)",
  grid: "rgb(230, 230, 230)",
  control: "rgb(120, 120, 120)",
  accent: "rgb(0, 0, 200)",
  series: Array.from({ length: 12 }, (_, i) => `rgb(${i}, 0, 0)`),
  sequential: Array.from({ length: 6 }, (_, i) => `rgb(0, ${i}, 0)`),
  diverging: Array.from({ length: 7 }, (_, i) => `rgb(0, 0, ${i})`),
  entities: new Map([["Bulky Items", "rgb(1, 2, 3)"]]),
  font: "sans-serif",
  fontSize: 13,
  lineWidth: 2,
};

const options: PaintOptions = {
  theme,
  width: 600,
  height: 300,
  formats: formatsFor("en"),
  chosen: new Set(),
  settled: false,
  hidden: new Set(),
  revision: 1,
  finePointer: true,
};

const figureOf = (...traces: Trace[]): Figure => ({ traces, table: { columns: [], rows: [] } });
const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce((found, key) => (found as Record<string | number, unknown>)[key], value);

describe("paint", () => {
  it("never changes the figure", () => {
    for (const figure of [BARS, LINES, DONUT]) {
      const before = JSON.stringify(figure);
      paint(figure, { ...options, chosen: new Set(["Graffiti"]), hidden: new Set(["Graffiti"]) });
      equal(JSON.stringify(figure), before);
    }
  });

  it("gives entities their own colours, by trace, slice and bar", () => {
    equal(at(paint(LINES, options).data, 1, "line", "color"), "rgb(1, 2, 3)", "line");
    equal(at(paint(DONUT, options).data, 0, "marker", "colors", 1), "rgb(1, 2, 3)", "slice");
    equal(at(paint(BARS, options).data, 0, "marker", "color", 1), "rgb(1, 2, 3)", "bar");
  });

  it("labels slices that have patterns beside a smaller pie, and only those that there is room for", () => {
    const names = ["a", "b", "c", "d"];
    const pie = { type: "pie", labels: names, values: [60, 30, 8, 2], ids: names, textinfo: "percent" };
    const oneColor = { ...theme, entities: new Map(names.map((name) => [name, "rgb(0, 0, 0)"])) };
    const [drawn] = paint(figureOf(pie), { ...options, theme: oneColor }).data;
    equal(at(drawn, "textposition"), ["inside", "outside", "outside", "none"]);
    ok(Number(at(drawn, "domain", "y", 0)) > 0.1, "there is room around it");
    const [colored] = paint(figureOf(pie), options).data;
    equal(
      at(colored, "textposition"),
      names.map(() => "inside"),
    );
    equal(at(colored, "domain"), undefined, "in colours it has all the room");
  });

  it("draws Others, what has no name and context muted, and what matters in the accent", () => {
    const pie = { type: "pie", labels: ["a", "b"], values: [1, 2], ids: [OTHERS, null] };
    equal(at(paint(figureOf(pie), options).data, 0, "marker", "colors"), [theme.muted, theme.muted]);
    const tones: Trace[] = [
      { type: "scatter", y: [1], tone: "muted" },
      { type: "scatter", y: [1], tone: "accent" },
    ];
    const lines = paint(figureOf(...tones), options).data;
    equal([at(lines, 0, "line", "color"), at(lines, 1, "line", "color")], [theme.muted, theme.accent]);
  });

  for (const [kind, series] of Object.entries({
    "in a city's colours": theme.series,
    "where all colours are one": theme.series.map(() => "rgb(0, 0, 0)"),
  })) {
    it(`tells lines apart ${kind}, and the first six by their dashes alone`, () => {
      const traces = Array.from({ length: 18 }, (_, i): Trace => ({ type: "scatter", name: `n${i}`, y: [i, i] }));
      const { data } = paint(figureOf(...traces), { ...options, theme: { ...theme, series } });
      const looks = data.map(({ line, marker, mode }) => JSON.stringify([line, marker, mode]));
      equal(new Set(looks).size, traces.length, "looks");
      equal(new Set(data.slice(0, 6).map((trace) => at(trace, "line", "dash"))).size, 6, "dashes");
      equal(
        legendEntries(traces).map(({ look }) => look(theme)),
        looksOf(traces, theme),
        "legend",
      );
    });
  }

  it("tells slices and bars apart by patterns where their colours are the same", () => {
    const plain = { ...theme, series: theme.series.map(() => "rgb(0, 0, 0)") };
    const names = ["a", "b", "c"];
    const pie = { type: "pie", labels: names, values: [3, 2, 1], ids: names };
    equal(at(paint(figureOf(pie), { ...options, theme: plain }).data, 0, "marker", "pattern", "shape"), ["", "/", "x"]);
    equal(at(paint(figureOf(pie), options).data, 0, "marker", "pattern"), undefined, "in colours");
    const groups = names.map((name): Trace => ({ type: "bar", name, x: ["x"], y: [1] }));
    const shapes = paint(figureOf(...groups), { ...options, theme: plain }).data.map((bar) => at(bar, "marker"));
    equal(
      shapes.map((marker) => (marker as { pattern?: { shape: string[] } }).pattern?.shape[0] ?? ""),
      ["", "/", "x"],
    );
  });

  it("has a scale of two sides for numbers around a middle, and says what that is", () => {
    const cells = { type: "heatmap", z: [[0, 0.5, 1]], customdata: [[2, 7, 900]], tone: "diverging" as const };
    equal(scaleOf([cells]), { trace: 0, least: 2, most: 900, middle: 7 });
    equal(at(paint(figureOf({ ...cells, x: ["a", "b", "c"], y: ["d"] }), options).data, 0, "colorscale", 3), [
      0.5,
      theme.diverging[3],
    ]);
  });

  it("repaints in other colours what it painted, and leaves all else the same objects", () => {
    const dark = {
      ...theme,
      series: theme.series.toReversed(),
      text: "rgb(9, 9, 9)",
      entities: new Map([["Bulky Items", "rgb(3, 2, 1)"]]),
    };
    for (const figure of [BARS, LINES, DONUT]) {
      const painted = paint(figure, options);
      const again = repaint(painted, figure, { theme: dark, chosen: options.chosen });
      equal(again.data, paint(figure, { ...options, theme: dark }).data, "data");
      for (const key of ["x", "y", "values", "labels"]) {
        ok(at(again.data, 0, key) === at(painted.data, 0, key), `${key} is another`);
      }
      ok(at(again.layout, "font") === at(painted.layout, "font"), "the font is another");
    }
  });

  it("has a scale from the least to the most of what colours stand for, which need not be what they are spread by", () => {
    const cells = { type: "heatmap", z: [[2, null, 7]] };
    equal(scaleOf([cells]), { trace: 0, least: 2, most: 7 });
    equal(scaleOf([{ ...cells, zmin: 0, zmax: 10 }]), { trace: 0, least: 0, most: 10 });
    equal(scaleOf([{ ...cells, z: [[0.25, null, 0.75]], customdata: [[2, null, 7]] }]), { trace: 0, least: 2, most: 7 });
    equal(scaleOf([{ ...cells, customdata: [["two", null, "seven"]] }]), { trace: 0, least: 2, most: 7 });
    equal(scaleOf(LINES.traces), null);
  });

  it("emphasises the selected entity, not by colour alone", () => {
    const lines = paint(LINES, { ...options, chosen: new Set(["Feedback"]) }).data;
    ok((at(lines, 2, "line", "width") as number) > (at(lines, 0, "line", "width") as number), "width");
    ok((at(lines, 0, "opacity") as number) < 1 && at(lines, 2, "opacity") === 1, "opacity");
    const bars = paint(BARS, { ...options, chosen: new Set(["Feedback"]) });
    equal(at(bars.data, 0, "marker", "line", "width"), [0.5, 0.5, 2.5]);
    ok(String(at(bars.layout, "xaxis", "ticktext", 2)).startsWith("▸"), "mark");
  });

  it("dims nothing when the selected entity is not in the figure", () => {
    const elsewhere = { ...options, chosen: new Set(["Elsewhere"]) };
    equal(at(paint(BARS, elsewhere).data, 0, "marker", "opacity"), undefined, "bars");
    equal(at(paint(LINES, elsewhere).data, 0, "opacity"), 1, "lines");
    equal(paint(DONUT, elsewhere).data, paint(DONUT, options).data, "slices");
  });

  it("hides what the reader has hidden", () => {
    const hidden = new Set(["Graffiti"]);
    equal(at(paint(LINES, { ...options, hidden }).data, 0, "visible"), "legendonly");
    equal(at(paint(DONUT, { ...options, hidden }).layout, "hiddenlabels"), ["Graffiti"]);
  });

  it("makes a trace of each box, and says from which point it comes", () => {
    const boxes = {
      type: "box",
      orientation: "h",
      y: ["a", "b"],
      q1: [1, 2],
      median: [2, 3],
      q3: [3, 4],
      ids: ["Bulky Items", "b"],
    };
    const { data, origins } = paint(figureOf(boxes), options);
    equal(
      data.map((trace) => trace["median"]),
      [[2], [3]],
    );
    equal(origins, [
      { trace: 0, point: 0 },
      { trace: 0, point: 1 },
    ]);
    equal(at(data, 0, "line", "color"), "rgb(1, 2, 3)");
  });

  it("leaves no markup in any text from the data", () => {
    const evil = '<b>x</b><img src=x onerror=alert(1)><a href="javascript:alert(1)">y</a>';
    const { data, layout } = paint(
      {
        traces: [
          {
            type: "bar",
            name: evil,
            x: [evil],
            y: [1],
            text: [evil],
            hovertext: [evil],
            customdata: [[evil]],
            hovertemplate: `${evil}<br>%{y}<extra></extra>`,
          },
        ],
        layout: { xaxis: { title: { text: evil }, categoryarray: [evil] }, annotations: [{ text: evil, x: evil }] },
        table: { columns: [], rows: [] },
      },
      options,
    );
    const left = JSON.stringify([data, layout]).match(/<(?!br>|extra>|\/extra>)[^"]*/);
    equal(left, null, "markup");
  });

  it("leaves no markup deeper in a trace, nor in templates of single points", () => {
    const evil = '<b>x</b><a href="javascript:alert(1)">y</a>';
    const title = { text: evil };
    const style = { color: [1], showscale: true, colorbar: { title, ticktext: [evil], ticksuffix: evil } };
    const traces = [
      { type: "scatter", x: [1], y: [1], marker: style, line: { note: evil }, hovertemplate: [`${evil}<br>%{y}`] },
      { type: "bar", x: [1], y: [1], marker: style, texttemplate: [evil] },
      { type: "scattergeo", lon: [1], lat: [1], marker: style, hoverlabel: { note: evil } },
      { type: "heatmap", x: [1], y: [1], z: [[1]], colorbar: { title } },
    ];
    for (const trace of traces) {
      const { data } = paint(figureOf(trace), options);
      equal(JSON.stringify(data).match(/<(?!br>|extra>|\/extra>)[^"]*/), null, trace.type);
    }
    equal(at(paint(figureOf(traces[0]!), options).data, 0, "hovertemplate", 0), template(`${evil}<br>%{y}`));
    const numbers = new Float64Array([1, 2]);
    equal(at(paint(figureOf({ type: "scatter", x: numbers, y: numbers }), options).data, 0, "x"), numbers);
  });

  it("leaves what is no text as the author wrote it, however long, and keeps texts in step with the names on an axis", () => {
    const long = "word ".repeat(20).trim();
    const color = "color-mix(in srgb, rgb(10, 20, 30) 40%, rgb(200, 210, 220) 60%)";
    const font = { family: `"A face with a long name", "Another face", "Helvetica & Sons", sans-serif`, color };
    const image = { source: `https://city.test/picture.svg?${"x=1&".repeat(20)}`, x: 0, y: 1 };
    const shape = { type: "path", path: `M 0 0 ${"L 1 1 ".repeat(20)}Z`, line: { color } };
    const layout = {
      font,
      plot_bgcolor: color,
      colorway: [color],
      images: [image],
      shapes: [shape],
      xaxis: { categoryarray: [long], tickvals: [long], title: { text: "Days", font }, hoverformat: `${long}<br>%Y` },
    };
    const marker = { color: [color], line: { color }, colorscale: [[0, color]] };
    const trace = { type: "scatter", x: [long], y: [1], fillcolor: color, marker, hoverlabel: { font, bgcolor: [color] } };
    const painted = paint({ ...figureOf(trace), layout }, options);
    for (const key of ["font", "plot_bgcolor", "colorway", "images", "shapes"] as const)
      equal(at(painted.layout, key), { ...layout, font: { family: font.family, size: theme.fontSize, color } }[key], key);
    equal(at(painted.layout, "xaxis", "title", "font", "family"), font.family);
    equal(at(painted.layout, "xaxis", "hoverformat"), layout.xaxis.hoverformat);
    const name = at(painted.data, 0, "x", 0);
    ok(String(name).includes("<br>"), "the name stands in one line");
    equal(at(painted.layout, "xaxis", "categoryarray"), [name]);
    const drawn = painted.data[0]!;
    equal([drawn["fillcolor"], at(drawn, "marker", "color"), at(drawn, "marker", "line")], [color, [color], { color }]);
    equal(at(drawn, "marker", "colorscale"), [[0, color]]);
    equal(drawn["hoverlabel"], trace.hoverlabel);
  });

  it("shortens long labels and keeps their names whole for the hover", () => {
    const long = "word ".repeat(60);
    const { data, layout } = paint(figureOf({ type: "bar", orientation: "h", y: [long, "b"], x: [1, 2] }), options);
    equal(String(at(data, 0, "y", 0)).replaceAll("<br>", ""), long);
    ok(String(at(layout, "yaxis", "ticktext", 0)).endsWith("…"), "no ellipsis");
    ok((at(layout, "margin", "l") as number) < options.width / 2, "the labels take more than half");
  });

  it("zooms on days with a mouse only, and never on names", () => {
    equal(at(paint(LINES, options).layout, "dragmode"), "zoom");
    equal(at(paint(LINES, { ...options, finePointer: false }).layout, "dragmode"), false);
    equal(at(paint(BARS, options).layout, "dragmode"), false);
  });
});
