import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * Finds which row of each request counts. A later row takes the place of an earlier one, unless both say when they were updated
 * and the later one was updated earlier: an older export does not undo a newer one.
 *
 * Makes the table `judged` of the rows of requests that have several: `position` and `year` as they are given, `winner` the
 * position of the row that counts, `had` how many rows the store has of the request, `fate` what becomes of the request there,
 * `settled` whether a row without a date is among them.
 * @param rows SQL of all rows: id, updated, position (negative where the store has the row, else in the order as given), year and
 * fingerprint.
 */
export async function judge(connection: DuckDBConnection, rows: string): Promise<void> {
  await connection.run(
    `CREATE TABLE contested AS SELECT id, max(position) FILTER (updated IS NULL) AS undated FROM ${rows} GROUP BY id HAVING count(*) > 1`,
  );
  // Rows before the last one without a date are replaced by it; of those after it the newest counts.
  await connection.run(
    `CREATE TABLE judged AS SELECT position, year, winner, had, undated IS NOT NULL AS settled,
       CASE WHEN winner < 0 THEN 'kept' WHEN had = 0 THEN 'added' WHEN had = 1 AND stored = won THEN 'unchanged' ELSE 'updated' END AS fate
     FROM (
       SELECT position, year, undated, first_value(position) OVER best AS winner, first_value(fingerprint) OVER best AS won,
         count(*) FILTER (position < 0) OVER every AS had, max(fingerprint) FILTER (position < 0) OVER every AS stored
       FROM ${rows} JOIN contested USING (id)
       WINDOW best AS (PARTITION BY id ORDER BY position >= coalesce(undated, position) DESC, updated DESC NULLS LAST, position DESC),
         every AS (PARTITION BY id ORDER BY position >= coalesce(undated, position) DESC, updated DESC NULLS LAST, position DESC
           ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
     ) AS ranked`,
  );
  await connection.run("DROP TABLE contested");
}
