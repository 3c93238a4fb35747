import type { Statement } from "../../../../src/query/index.js";
import { text } from "../literal.js";

/**
 * A statement as one text: Trino binds the values of `USING` to the `?` itself, so that none of them becomes part of the
 * statement, whatever is in it.
 */
export function executable({ sql, params }: Statement): string {
  return params.length === 0 ? sql : `EXECUTE IMMEDIATE ${text(sql)} USING ${params.map(literal).join(", ")}`;
}

/** A value as a literal. A text has no escapes in Trino but the doubled quote. */
function literal(value: string | number): string {
  if (typeof value === "string") return text(value);
  if (!Number.isFinite(value)) throw new TypeError(`${value} is no value of SQL`);
  return Number.isSafeInteger(value) ? String(value) : value.toExponential();
}
