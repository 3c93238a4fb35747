import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The folder of the cities' own exports. */
export const DATA = resolve(root, process.env["REPORT_311_TEST_DATA"] ?? "../shared/data");
export const LOS_ANGELES = join(DATA, "los_angeles");
