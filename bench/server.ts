/** How long the server needs for a question by two fields over the sample, beside the bare database for the same numbers. */
import { DuckDBInstance } from "@duckdb/node-api";
import { startServer } from "../server/src/http/start.js";
import { median, milliseconds, printTable } from "./figures.js";

const ROUNDS = 25;
const SQL = "SELECT type_name, CAST(created AS DATE), count(*) FROM requests WHERE created >= ? GROUP BY 1, 2";
const QUESTION = "/reports?field=type_name&field=created_date&filter=created_date>=2000-01-01";

export async function benchServer(db: string): Promise<void> {
  const server = await startServer({ db, port: 0 });
  const instance = await DuckDBInstance.create(db, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const over: number[] = [];
  const bare: number[] = [];
  let rows = 0;
  for (let round = 0; round < ROUNDS; round++) {
    over.push(
      await milliseconds(async () => {
        rows = ((await (await fetch(server.url + QUESTION)).json()) as unknown[]).length;
      }),
    );
    bare.push(await milliseconds(async () => void (await connection.runAndReadAll(SQL, ["2000-01-01"]))));
  }
  connection.closeSync();
  instance.closeSync();
  await server.close();
  printTable("Server: requests by type and day over the sample", [
    ["", "median ms", "slowest ms", "ratio"],
    ["bare DuckDB, rows read", median(bare), Math.max(...bare), 1],
    [`/reports over HTTP, ${rows} rows parsed`, median(over), Math.max(...over), median(over) / median(bare)],
  ]);
}
