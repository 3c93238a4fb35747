/** The areas of a choropleth, and the map that shows just these. */
import type { Trace } from "../report.js";
import { literalName } from "./literal.js";
import { areasFor, boundsOf, type Area } from "./rings.js";
import { MAP } from "./template.js";

const literalAreas = new WeakMap<object, ReturnType<typeof areasFor>>();

/** The areas, by the same literal names as its locations. */
export function areasOf(trace: Trace): ReturnType<typeof areasFor> {
  const { features } = trace["geojson"] as { features: readonly Area[] };
  const [, property] = /^properties\.(.*)$/.exec(String(trace["featureidkey"])) ?? [];
  let geojson = literalAreas.get(features);
  if (!geojson) {
    geojson = areasFor(features, ({ id, properties }) =>
      literalName(String(property === undefined ? id : properties?.[property])),
    );
    literalAreas.set(features, geojson);
  }
  return geojson;
}

/** The layout of the map: as large as the areas, or where there are none as its points; empty when nothing is on a map. */
export function mapOf(traces: readonly Trace[]): Record<string, unknown> {
  const trace = traces.find(({ type }) => type === "choropleth");
  if (!trace) return traces.some(({ type }) => type === "scattergeo") ? { geo: { ...MAP, fitbounds: "locations" } } : {};
  const { lon, lat } = boundsOf(areasOf(trace).features);
  return { geo: { ...MAP, lonaxis: { range: lon }, lataxis: { range: lat } } };
}
