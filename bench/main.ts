/** `npm run bench`: everything that is measured, over the sample database, which is made if there is none. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { benchMap } from "./map.js";
import { benchPage } from "./page.js";
import { benchReports } from "./reports.js";
import { benchServer } from "./server.js";

const db = process.env["REPORT_311_DB"] ?? "data/sample.duckdb";
if (!existsSync(db)) spawnSync("npm", ["run", "--silent", "sample", "--", "--db", db], { stdio: "inherit" });
spawnSync(process.execPath, ["bench/charts.mjs"], { stdio: "inherit" });
await benchPage(db);
await benchReports(db);
await benchMap(db);
await benchServer(db);
