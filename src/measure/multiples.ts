/** Many measures as small charts: one for each measure, or one for each entity of a chosen measure. */
import { deciles } from "../charts/deciles.js";
import type { Context, Multiple, Params, Text } from "../definition.js";
import { orderEntities } from "../stats/entities.js";
import { measureAttributes } from "./attributes.js";
import { city, groupby, highlight, partial, period, region, scopeOf, type MeasureDefinition } from "./definition.js";
import { isKnown, matrixAmong, type ManyAnswers } from "./many.js";
import type { Matrix } from "./matrix.js";
import { explained } from "./notes.js";
import { sentence, valueLabel } from "./words.js";

/** What a reader may vary of some measures. A measure of one type or source says nothing by type or source. */
export function measuresParams(measures: readonly MeasureDefinition[]) {
  const { council, region: regions, agency } = groupby.options;
  return {
    city,
    groupby: { ...groupby, options: { council, region: regions, agency } },
    layout: {
      kind: "choice",
      label: { en: "A chart for each", es: "Un gráfico por" },
      options: {
        measures: { en: "Measure", es: "Medida" },
        entities: { en: "Council, region or agency", es: "Consejo, región o departamento" },
      },
      default: "measures",
    },
    measure: {
      kind: "choice",
      label: { en: "Measure", es: "Medida" },
      options: Object.fromEntries(measures.map(({ id, title }) => [id, title])),
      default: measures[0]!.id,
      when: { param: "layout", is: ["entities"] },
    },
    highlight,
    region,
    partial,
    period,
  } as const satisfies Params;
}

export type MeasuresContext = Context<ReturnType<typeof measuresParams>>;

/** A chart for each of these measures. */
export function measureMultiples(
  context: MeasuresContext,
  measures: readonly MeasureDefinition[],
  answers: ManyAnswers,
): Multiple[] {
  const [counted, missing] = [true, false].map((isThere) => measures.filter((one) => isKnown(one, answers) === isThere));
  const charts = counted!.map((definition) => ({
    title: context.text(definition.title),
    text: context.text(definition.why),
    ...chart(context, definition, matrixAmong(definition, scopeOf(context), answers, context.yesterday)),
  }));
  return [...oneWithout(charts), ...leftOut(context, missing!)];
}

/** In place of the measures of what the source does not know: their titles. */
function leftOut(context: MeasuresContext, measures: readonly MeasureDefinition[]): Multiple[] {
  if (measures.length === 0) return [];
  const titles = measures.map(({ title }) => `“${context.text(title)}”`);
  return [
    {
      title: context.text({ en: "Other measures", es: "Otras medidas" }),
      figure: {
        traces: [],
        table: { columns: [], rows: [] },
        note: context.text({
          en: "The source does not have the types and sources of these measures.",
          es: "La fuente no tiene los tipos ni los medios de estas medidas.",
        }),
      },
      text: `${titles.join(", ")}.`,
    },
  ];
}

/** What the charts of the entities are about: the chosen one of these measures. */
export function entityTitle(context: MeasuresContext, measures: readonly MeasureDefinition[]): Text {
  return sentence(chosenOf(context, measures), scopeOf(context));
}

/** The chosen one of these measures as a chart for each entity, largest first. */
export function entityMultiples(
  context: MeasuresContext,
  measures: readonly MeasureDefinition[],
  answers: ManyAnswers,
): Multiple[] {
  const chosen = chosenOf(context, measures);
  const matrix = matrixAmong(chosen, scopeOf(context), answers, context.yesterday);
  const ordered = orderEntities(matrix.entities, "mean-descending");
  return oneWithout(ordered.map(({ name }) => ({ title: name, ...chart(context, chosen, matrix, name) })));
}

function chosenOf({ params }: MeasuresContext, measures: readonly MeasureDefinition[]): MeasureDefinition {
  return measures.find(({ id }) => id === params.measure)!;
}

/** Where there is nothing to draw at all a single chart, whose note says why. */
function oneWithout(charts: Multiple[]): Multiple[] {
  return charts.some(({ figure }) => figure.traces.length > 0) ? charts : charts.slice(0, 1);
}

/** The highlighted entities over the deciles, and the one that the chart is about. */
function chart(
  context: MeasuresContext,
  definition: MeasureDefinition,
  matrix: Matrix,
  subject?: string,
): Pick<Multiple, "figure" | "open"> {
  const { highlight: highlighted } = context.params;
  const value = valueLabel(definition);
  const figure = deciles(context, { ...matrix, value, highlighted, ...(subject !== undefined && { subject }) });
  const names = subject === undefined ? highlighted : [subject, ...highlighted];
  return {
    figure: explained(context, figure, matrix),
    open: {
      name: "measure",
      attributes: measureAttributes(definition, scopeOf(context), names),
      label: context.text({ en: "More of this measure", es: "Más sobre esta medida" }),
    },
  };
}
