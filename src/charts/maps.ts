/** Numbers by place on a map. */
import { max } from "d3-array";
import { columns, requestColumns, type ColumnKey } from "../columns.js";
import type { Context, Figure, Trace } from "../definition.js";
import type { Boundaries, Hotspot, Row } from "../query/index.js";
import { bars } from "./bars.js";
import { axisTitle } from "./names.js";

interface Choropleth {
  rows: Row[];
  boundaries: Boundaries;
  category: ColumnKey;
  value: ColumnKey;
}

/** The areas of a map, each its own entity. */
function areasOf(boundaries: Boundaries): Trace & { locations: string[] } {
  const locations = boundaries.features.map(({ properties: { name } }) => name);
  return { type: "choropleth", geojson: boundaries, featureidkey: "properties.name", locations, ids: locations };
}

/** Areas coloured by a number; an area without a row counts as zero. */
export function choropleth(context: Context, { rows, boundaries, category, value }: Choropleth): Figure {
  const numbers = new Map(rows.map((row) => [row[category], Number(row[value])]));
  const sized = boundaries.features.map(({ properties: { name } }) => ({ [category]: name, [value]: numbers.get(name) ?? 0 }));
  return {
    traces: [
      {
        ...areasOf(boundaries),
        name: axisTitle(context, value),
        z: sized.map((row) => row[value]!),
        hovertemplate: "%{location}: %{z:,}<extra></extra>",
      },
    ],
    table: {
      columns: columns(category, value),
      rows: sized.sort((a, b) => Number(b[value]) - Number(a[value])),
    },
  };
}

/** Across, in pixels: the largest circle, and the smallest that can be seen and pointed at. */
const LARGEST = 36;
const SMALLEST = 6;

/**
 * Hotspots on the councils as plain ground: circles whose areas are as the numbers of requests; bars where the source has no
 * outlines of councils. Nothing to draw without any.
 */
export function hotspotMap(context: Context, hotspots: readonly Hotspot[], boundaries: Boundaries): Figure {
  const counts = hotspots.map(({ count }) => count);
  const ids = hotspots.map(({ council_name }) => council_name);
  const names = hotspots.map(({ council_name }, i) =>
    context.text({ en: `Hotspot ${i + 1}, ${council_name}`, es: `Punto crítico ${i + 1}, ${council_name}` }),
  );
  const table = {
    columns: [...columns("council_name", "count"), ...requestColumns("latitude", "longitude")],
    rows: hotspots.map((spot) => ({ ...spot, latitude: degrees(spot.latitude), longitude: degrees(spot.longitude) })),
  };
  if (hotspots.length === 0) return { traces: [], table };
  if (boundaries.features.length === 0) {
    const rows = names.map((council_name, i) => ({ council_name, count: counts[i]! }));
    const drawn = bars(context, { rows, category: "council_name", value: "count", horizontal: true, many: true });
    return { ...drawn, traces: drawn.traces.map((trace) => ({ ...trace, ids })), table };
  }
  const areas = areasOf(boundaries);
  const ground: Trace = {
    ...areas,
    tone: "muted",
    z: areas.locations.map(() => 0),
    hovertemplate: "%{location}<extra></extra>",
  };
  const circles: Trace = {
    type: "scattergeo",
    mode: "markers",
    name: axisTitle(context, "count"),
    tone: "accent",
    lon: hotspots.map(({ longitude }) => longitude),
    lat: hotspots.map(({ latitude }) => latitude),
    ids,
    names,
    text: ids,
    customdata: counts,
    marker: { size: counts, sizemode: "area", sizeref: (2 * (max(counts) ?? 0)) / LARGEST ** 2, sizemin: SMALLEST / 2 },
    hovertemplate: "%{text}: %{customdata:,}<extra></extra>",
  };
  return { traces: [ground, circles], table };
}

/** To about a metre. */
function degrees(angle: number): number {
  return Number(angle.toFixed(5));
}
