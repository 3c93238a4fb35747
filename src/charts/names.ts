/** What entities and numbers are called in charts. */
import { columns, type ColumnKey } from "../columns.js";
import type { Context, Text } from "../definition.js";
import { NO_COUNCIL, OTHERS, type Scalar } from "../query/index.js";

/** The name of a column as the title of an axis or of a trace. */
export function axisTitle(context: Context, key: ColumnKey): string {
  return context.text(columns(key)[0]!.label);
}

const NO_NAME: Text = { en: "Not given", es: "Sin dato" };
const OTHERS_NAME: Text = { en: "Others", es: "Otros" };

/** What a value is called; a missing one too. */
export function nameOf(value: Scalar, context: Context): string {
  return value === null ? context.text(NO_NAME) : value === OTHERS ? context.text(OTHERS_NAME) : String(value);
}

/** What a click on a value names: the value itself, but nothing for the council that stands for none. */
export function idOf(value: Scalar): Scalar {
  return value === NO_COUNCIL ? null : value;
}
