/** What the numbers of a measure leave out, in words. */
import type { Context, Figure, Table, Text } from "../definition.js";
import { inPeriod, noted } from "../phrases.js";
import type { Matrix } from "./matrix.js";
import { isAboutSpeed, lastDay } from "./questions.js";
import { daysOf, list } from "./words.js";

type Wording = Pick<Context, "format" | "text" | "yesterday">;

/** A figure or a table with a note on what its matrix leaves out, after what that says already. */
export function explained<T extends Figure | Table>(context: Wording, shown: T, matrix: Matrix): T {
  const { unpopulated, sparse } = matrix;
  return noted(
    context,
    shown,
    monthsNote(context, matrix),
    speedNote(context, matrix),
    unpopulated.length > 0 && {
      en: `Left out because the number of residents is not known: ${list(unpopulated, "en")}.`,
      es: `Omitidos por no conocerse el número de habitantes: ${list(unpopulated, "es")}.`,
    },
    sparse.length > 0 && {
      en: `Hidden because there are few requests: ${list(sparse, "en")}.`,
      es: `Ocultos por tener pocas solicitudes: ${list(sparse, "es")}.`,
    },
  );
}

function monthsNote({ format, yesterday }: Wording, matrix: Matrix): Text | null {
  const { months, incomplete, days, scope } = matrix;
  if (days.from > days.to)
    return cutOf(matrix, yesterday)
      ? {
          en: "There is no data on any day of this period that is long enough ago.",
          es: "No hay datos de ningún día de este período que sea lo bastante antiguo.",
        }
      : { en: "There is no data on any day of this period.", es: "No hay datos de ningún día de este período." };
  if (months.length === 0) {
    const { en, es } = inPeriod(days, format);
    return {
      en: `There is no whole month among the days covered, ${en}.`,
      es: `No hay ningún mes completo entre los días cubiertos, ${es}.`,
    };
  }
  if (incomplete.length === 0) return null;
  const names = incomplete.map((month) => format.month(month));
  const [en, es] = [list(names, "en"), list(names, "es")];
  return scope.partial
    ? { en: `Covered only in part: ${en}.`, es: `Cubiertos solo en parte: ${es}.` }
    : { en: `Left out because covered only in part: ${en}.`, es: `Omitidos por estar cubiertos solo en parte: ${es}.` };
}

function speedNote({ format, yesterday }: Wording, matrix: Matrix): Text | null {
  const last = cutOf(matrix, yesterday);
  if (!last) return null;
  const [day, { en, es }] = [format.day(last), daysOf(matrix.formula)];
  return {
    en: `Left out: requests created after ${day}, which may still be closed within ${en}.`,
    es: `Omitidas: las solicitudes creadas después del ${day}, cuyo plazo de ${es} no ha terminado.`,
  };
}

/** The last day whose requests can be judged, where the period goes on beyond it. */
function cutOf({ formula, scope }: Matrix, yesterday: string): string | null {
  const last = lastDay(formula, scope.period, yesterday);
  return isAboutSpeed(formula) && last < scope.period.to ? last : null;
}
