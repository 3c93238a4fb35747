import type { StagedFile } from "./stage.js";
import { stagedSql } from "./stage.js";
import { text } from "../../store/literal.js";

/** SQL of what can be no request, in the order of the files: file, line (of what is no row), reason and the row as it was read. */
export function rejectsSql(staged: readonly StagedFile[]): string {
  const names = staged.map(({ file }, index) => `(${index}, ${text(file)})`).join(", ");
  return `(SELECT files.name AS file, line, reason, raw FROM (
      SELECT file, line, reason, raw FROM ${stagedSql(staged, "unreadable")} AS unreadable
      UNION ALL SELECT file, NULL, reject, raw FROM ${stagedSql(staged, "rows")} AS rows WHERE reject IS NOT NULL) AS refused
    JOIN (VALUES ${names}) AS files(file, name) USING (file) ORDER BY refused.file, line, reason, raw)`;
}
