import {
  defineReport,
  explained,
  measureColumns,
  measureDescription,
  measured,
  measureQueries,
  measureTableParams,
  measureTitle,
} from "../src/report.js";

/** The numbers behind a measure: what is counted of each entity in each month, and what it is held against. */
export default defineReport({
  title: { en: "The numbers of a measure", es: "Los números de una medida" },
  description: measureDescription,
  params: measureTableParams,
  queries: measureQueries,
  view: [
    {
      kind: "table",
      title: measureTitle,
      from: ["freshness", "entities", "councils", "numerators", "denominators"],
      wide: true,
      draw: (tables, context) => {
        const matrix = measured(context, tables);
        const rows = matrix.entities.flatMap(({ name, numerators, denominators, values }) =>
          matrix.months.map((month, i) => ({
            [`${matrix.scope.groupby}_name`]: name,
            month,
            numerator: numerators[i]!,
            denominator: denominators[i]!,
            value: values[i]!,
          })),
        );
        return explained(context, { columns: measureColumns(matrix), rows }, matrix);
      },
    },
  ],
});
