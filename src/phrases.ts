/** What many reports say. */
import type { Context, Figure, PointMap, Table, Text } from "./definition.js";
import type { Boundaries, Freshness } from "./query/index.js";
import { partialDay, type Period } from "./stats/partial.js";

/**
 * A period in words, and the city where one is named, to stand after a participle: “created in … from … to …”, «creadas en … del …
 * al …».
 */
export function inPeriod(period: Period & { city?: string }, format: Context["format"]): { en: string; es: string } {
  const { city = "" } = period;
  const [from, to] = [format.day(period.from), format.day(period.to)];
  return { en: `${city && `in ${city} `}from ${from} to ${to}`, es: `${city && `en ${city} `}del ${from} al ${to}` };
}

/** That a chart stands in for a map; false where there is one. */
export function noMap({ features }: Boundaries): Text | false {
  return (
    features.length === 0 && {
      en: "There is no map, as the source has no outlines of the councils.",
      es: "No hay mapa, porque la fuente no tiene los contornos de los consejos.",
    }
  );
}

/** That the last of the days shown is not over; null when it is. */
export function unfinished({ today, format }: Context, days: readonly string[], freshness: Freshness): Text | null {
  const last = days.length ? partialDay({ from: days[0]!, to: days.at(-1)! }, today, freshness) : null;
  return last && { en: `${format.day(last)} is not over yet.`, es: `El ${format.day(last)} aún no ha terminado.` };
}

/** A figure, a map or a table with sentences in its note, after what that says already; those that are null or false are not said. */
export function noted<T extends Figure | PointMap | Table>(
  context: Pick<Context, "text">,
  shown: T,
  ...sentences: (Text | null | false)[]
): T {
  const said = sentences.flatMap((sentence) => (sentence ? [context.text(sentence)] : []));
  const note = [...(shown.note ? [shown.note] : []), ...said].join(" ");
  return note ? { ...shown, note } : shown;
}
