import {
  deciles,
  defineReport,
  explained,
  heatmap,
  measureDescription,
  measured,
  measureParams,
  measureQueries,
  measureTitle,
  valueLabel,
} from "../src/report.js";

/** A measure that the reader puts together, month by month: how all compare, and each of them. */
export default defineReport({
  title: { en: "A measure by month", es: "Una medida por mes" },
  description: (context) => measureDescription(context),
  params: measureParams,
  queries: (context) => measureQueries(context),
  view: [
    {
      kind: "figure",
      title: measureTitle,
      from: ["freshness", "entities", "councils", "numerators", "denominators"],
      wide: true,
      height: 400,
      colors: "type",
      select: "highlight",
      draw: (tables, context) => {
        const matrix = measured(context, tables);
        const value = valueLabel(matrix.formula);
        return explained(context, deciles(context, { ...matrix, value, highlighted: context.params.highlight }), matrix);
      },
    },
    {
      kind: "figure",
      title: (context) => {
        const { en, es } = measureTitle(context);
        return { en: `${en}: month by month`, es: `${es}: mes a mes` };
      },
      from: ["freshness", "entities", "councils", "numerators", "denominators"],
      wide: true,
      height: 480,
      select: "highlight",
      draw: (tables, context) => {
        const matrix = measured(context, tables);
        const by = `${matrix.scope.groupby}_name` as const;
        const value = valueLabel(matrix.formula);
        const { equalise } = context.params;
        return explained(context, heatmap(context, { ...matrix, equalise, by, value }), matrix);
      },
    },
  ],
});
