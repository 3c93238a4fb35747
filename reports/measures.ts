import {
  defineReport,
  entityMultiples,
  entityTitle,
  inPeriod,
  isAboutSpeed,
  measureMultiples,
  measuresParams,
  measuresQueries,
  scopeOf,
  type MeasureDefinition,
} from "../src/report.js";
import rows from "./measures.json";

const MEASURES = rows as readonly MeasureDefinition[];
const SPEEDS = MEASURES.filter(isAboutSpeed);
const COUNTS = MEASURES.filter((definition) => !isAboutSpeed(definition));

/** What somebody has found worth measuring, side by side. */
export default defineReport({
  title: { en: "Measures", es: "Medidas" },
  description: ({ params: { period, city }, format }) => ({
    en: `Measures worth comparing, month by month ${inPeriod({ ...period, city }, format).en}.`,
    es: `Medidas que vale la pena comparar, mes a mes ${inPeriod({ ...period, city }, format).es}.`,
  }),
  params: measuresParams(MEASURES),
  queries: (context) => measuresQueries(MEASURES, scopeOf(context), context.yesterday),
  view: [
    {
      kind: "multiples",
      title: { en: "How many requests", es: "Cuántas solicitudes" },
      from: ["freshness", "entities", "councils", "names", "types", "sources"],
      when: { param: "layout", is: ["measures"] },
      wide: true,
      colors: "type",
      select: "highlight",
      draw: (tables, context) => measureMultiples(context, COUNTS, tables),
    },
    {
      kind: "multiples",
      title: { en: "How fast they are closed", es: "Con qué rapidez se cierran" },
      from: ["freshness", "entities", "councils", "speed"],
      when: { param: "layout", is: ["measures"] },
      wide: true,
      colors: "type",
      select: "highlight",
      draw: (tables, context) => measureMultiples(context, SPEEDS, tables),
    },
    {
      kind: "multiples",
      title: (context) => entityTitle(context, MEASURES),
      from: ["freshness", "entities", "councils", "types", "sources", "speed"],
      when: { param: "layout", is: ["entities"] },
      wide: true,
      colors: "type",
      select: "highlight",
      draw: (tables, context) => entityMultiples(context, MEASURES, tables),
    },
  ],
});
