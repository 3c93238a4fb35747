import { stat } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { City } from "../../../../src/cities/index.js";
import { amountOf, type Progress } from "../progress.js";
import { watch } from "./engine.js";
import { checkComplete, openInputs } from "./inputs.js";
import { isStaged, readStaged, stagedSql, stageFile, stagingPlace, type StagedFile } from "./stage.js";
import type { Work } from "./work.js";

/**
 * Stages files, folders and URLs in their order; what a killed run has staged is not read again. Makes the view `staged` of all
 * rows that are requests.
 * @throws UserError when one cannot be read.
 */
export async function stageInputs(
  connection: DuckDBConnection,
  city: City,
  named: readonly string[],
  work: Work,
  progress?: Progress,
): Promise<StagedFile[]> {
  const inputs = await openInputs(named, (url) => work.place("downloads", url), progress);
  const places = await Promise.all(inputs.map((input) => stagingPlace(work, city, input)));
  const isDone = places.map(isStaged);
  const done = isDone.filter(Boolean).length;
  if (done > 0) progress?.note(`Resuming: ${done} of ${inputs.length} files already read`);
  for (const [index, input] of inputs.entries()) if (!isDone[index]) await checkComplete(input);
  const staged: StagedFile[] = [];
  for (const [index, input] of inputs.entries()) {
    const place = places[index]!;
    if (!isStaged(place)) {
      const { size } = await stat(input.path);
      const started = performance.now();
      const rows = await watch(connection, progress, [`Reading ${input.name}`, size, "bytes"], () =>
        stageFile(connection, city, input, place, String(index)),
      );
      const speed = rows / ((performance.now() - started) / 1000);
      progress?.note(`Read ${input.name}: ${amountOf(rows, "rows")}, ${amountOf(speed, "rows")}/s`);
    }
    staged.push(await readStaged(place));
  }
  await connection.run(
    `CREATE VIEW staged AS SELECT * EXCLUDE (reject, raw), year(created) AS year FROM ${stagedSql(staged, "rows")} WHERE reject IS NULL`,
  );
  return staged;
}
