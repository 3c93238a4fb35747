import {
  defineReport,
  inPeriod,
  isAboutSpeed,
  measureMultiples,
  measuresParams,
  measuresQueries,
  multiplesTitle,
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
  description: ({ params: { period }, format }) => ({
    en: `Measures worth comparing, month by month ${inPeriod(period, format).en}.`,
    es: `Medidas que vale la pena comparar, mes a mes ${inPeriod(period, format).es}.`,
  }),
  params: measuresParams(MEASURES),
  queries: (context) => measuresQueries(MEASURES, scopeOf(context), context.yesterday),
  view: [
    {
      kind: "multiples",
      title: (context) => multiplesTitle(context, COUNTS, { en: "How many requests", es: "Cuántas solicitudes" }),
      from: ["freshness", "entities", "councils", "types", "sources"],
      wide: true,
      select: "highlight",
      draw: (tables, context) => measureMultiples(context, COUNTS, tables),
    },
    {
      kind: "multiples",
      title: (context) => multiplesTitle(context, SPEEDS, { en: "How fast they are closed", es: "Con qué rapidez se cierran" }),
      from: ["freshness", "entities", "councils", "speed"],
      wide: true,
      select: "highlight",
      draw: (tables, context) => measureMultiples(context, SPEEDS, tables),
    },
  ],
});
