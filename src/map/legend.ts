/** What the legend of a map names, and in which colours. */
import { colorOf, type Entry } from "../figure/entities.js";
import { DASHES } from "../figure/signs.js";
import type { PointMap } from "../report.js";
import type { Entities } from "./tell.js";

/** An entry for each entity of the map, in their order. */
export function entriesOf({ muted = [] }: PointMap, { names }: Entities): Entry[] {
  return names.map((label, place) => {
    const tone = muted.includes(label) ? "muted" : undefined;
    return {
      label,
      entity: null,
      kind: "points",
      trace: { type: "scattergeo", name: label },
      look: (theme) => ({ color: colorOf(label, place, theme, tone), dash: DASHES[0], nth: 0 }),
    };
  });
}
