/** The baseline: the same requests in PostgreSQL, with the indexes that one would give them, asked the same questions. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { compile, plainTable, REQUEST_COLUMNS, type AggregateQuestion, type Row } from "../../src/query/index.js";
import { openLake } from "../../server/src/store/lake/open.js";
import { text } from "../../server/src/store/literal.js";
import { startPostgres } from "../../test/support/postgres.js";

const TYPES: Record<string, string> = {
  request_id: "double precision",
  created: "timestamp",
  closed: "timestamp",
  latitude: "double precision",
  longitude: "double precision",
};

const INDEXES = ["city_name", "type_name", "category", "council_name"].map((column) => `(${column}, created)`);

/** As a machine of 16 GB would be set up, with both processors for one question. */
const SETTINGS = {
  shared_buffers: "4GB",
  work_mem: "256MB",
  maintenance_work_mem: "1GB",
  effective_cache_size: "10GB",
  random_page_cost: "1.1",
  max_wal_size: "8GB",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_parallel_workers_per_gather: "2",
};

/** Debian's own build where it is installed: it can compile expressions, which that of the tests cannot. */
const DEBIAN = "/usr/lib/postgresql/15/bin";

export interface Baseline {
  /** Seconds that filling it and making its indexes took. */
  seconds: number;
  bytes: number;
  ask(question: AggregateQuestion): Promise<Row[]>;
  stop(): Promise<void>;
}

/** Fills a PostgreSQL with the requests of a lake, under the names that its server gives them. */
export async function fillPostgres(lake: string, folder: string, clients: number): Promise<Baseline> {
  const server = await startPostgres({ settings: SETTINGS, within: folder, ...(existsSync(DEBIAN) && { programs: DEBIAN }) });
  const pool = new pg.Pool({ connectionString: server.url, max: clients });
  const columns = REQUEST_COLUMNS.map((column) => `${column} ${TYPES[column] ?? "text"}`).join(", ");
  await pool.query(`CREATE TABLE requests (${columns})`);
  await pool.query(
    "CREATE FUNCTION date_diff(text, date, date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN $3 - $2",
  );
  const start = performance.now();
  await copy(lake, folder, pool);
  for (const index of INDEXES) await pool.query(`CREATE INDEX ON requests ${index}`);
  await pool.query("VACUUM ANALYZE requests");
  const seconds = (performance.now() - start) / 1000;
  const { rows } = await pool.query<{ bytes: string }>("SELECT pg_total_relation_size('requests') AS bytes");
  const table = plainTable("requests");
  return {
    seconds,
    bytes: Number(rows[0]!.bytes),
    async ask(question) {
      const { sql, params } = compile(question, table);
      let n = 0;
      const result = await pool.query<Row>(
        sql.replaceAll("?", () => `$${++n}`),
        params,
      );
      return result.rows;
    },
    async stop() {
      await pool.end();
      await server.stop();
    },
  };
}

async function copy(lake: string, folder: string, pool: pg.Pool): Promise<void> {
  const { instance } = await openLake(lake, { temp_directory: join(folder, "spill") });
  const connection = await instance.connect();
  const file = join(folder, "requests.csv");
  await connection.run(`COPY (SELECT ${REQUEST_COLUMNS.join(", ")} FROM requests) TO ${text(file)} (HEADER false)`);
  connection.closeSync();
  instance.closeSync();
  await pool.query(`COPY requests FROM ${text(file)} (FORMAT csv)`);
  rmSync(file);
}
