import { UserError } from "../../errors.js";

/** Where the table of a lake is on a Trino. */
export interface TrinoAddress {
  /** Of the coordinator, e.g. `https://trino.example:8443`. */
  origin: string;
  user: string;
  password?: string;
  catalog: string;
  schema: string;
  table: string;
}

export const TRINO_FORM = "trino://user[:password]@host[:port]/catalog/schema[?table=requests][&tls=true]";

/**
 * Reads the address of a table on Trino. TLS is taken where there is a password, and Trino's ports are 8443 with it and 8080
 * without.
 * @throws UserError saying the accepted form, without the password.
 */
export function readTrinoAddress(text: string): TrinoAddress {
  const wrong = (what: string) => new UserError(`--engine ${what}. Accepted: ${TRINO_FORM}.`);
  if (!URL.canParse(text)) throw wrong("is not a URL");
  const url = new URL(text);
  if (url.protocol !== "trino:") throw wrong(`must begin with trino://, not ${JSON.stringify(url.protocol)}`);
  if (!url.hostname) throw wrong("has no host");
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (!user) throw wrong("has no user");
  if (!/^[ -9;-~]+$/.test(user)) throw wrong("has a user that Trino cannot be told: plain ASCII without a colon is accepted");
  const [catalog, schema, ...more] = url.pathname.split("/").slice(1).map(decoded);
  if (!catalog || !schema || more.length)
    throw wrong(`needs a catalog and a schema as its path, not ${JSON.stringify(url.pathname)}`);
  const { table = "requests", tls = String(password !== ""), ...others } = Object.fromEntries(url.searchParams);
  const [other] = Object.keys(others);
  if (other !== undefined) throw wrong(`has an unknown option ${JSON.stringify(other)}`);
  for (const name of [catalog, schema, table])
    if (!/^[\w-]+$/.test(name)) throw wrong(`has a name of other than letters, digits, _ and -: ${JSON.stringify(name)}`);
  if (tls !== "true" && tls !== "false") throw wrong(`has tls=${JSON.stringify(tls)} where true or false belongs`);
  if (password && tls === "false") throw wrong("would send the password in the open: leave tls=false out");
  const port = url.port || (tls === "true" ? "8443" : "8080");
  const origin = `${tls === "true" ? "https" : "http"}://${url.hostname}:${port}`;
  return { origin, user, ...(password && { password }), catalog, schema, table };
}

/** The table as SQL names it. */
export function tableName({ catalog, schema, table }: TrinoAddress): string {
  return [catalog, schema, table].map((name) => `"${name}"`).join(".");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
