import { Client } from "pg";
import { UserError } from "../../errors.js";

/** How long (ms) a server may take to answer. */
const PATIENCE = 10_000;

/** PostgreSQL's code for it. */
const DISK_FULL = "53100";

/** Connects to the database of a URL. @throws UserError when it cannot be reached or does not let one in. */
export async function connect(url: string): Promise<Client> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new UserError("--to must be a URL such as postgres://user:password@host:5432/database.");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE });
  // What goes wrong with an open connection is told by the statement that it goes wrong with.
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw refusal(error as Error, url);
  }
}

/** A URL as it may be shown. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = "";
  shown.search = "";
  return shown.href;
}

function refusal(error: Error, url: string): UserError {
  const shown = withoutPassword(url);
  const password = decodeURIComponent(new URL(url).password);
  const reason = error.message || (error as NodeJS.ErrnoException).code || "no answer";
  return new UserError(`${shown} lets nothing be written: ${password ? reason.replaceAll(password, "…") : reason}.`);
}

/** Says what the database has against a statement. */
export function databaseError(error: Error): Error {
  const { code } = error as { code?: string };
  if (code === DISK_FULL) return new UserError("PostgreSQL has no room for the requests. Nothing was changed.");
  if (code === undefined) return new UserError(`The connection to PostgreSQL failed: ${error.message}. Nothing was changed.`);
  return new UserError(`PostgreSQL refuses to take the requests: ${error.message} (${code}). Nothing was changed.`, {
    cause: error,
  });
}
