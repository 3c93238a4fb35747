/** The part of SoQL that our source speaks, checked as a Socrata server checks it and put into DuckDB's SQL. */

/** Types of columns and expressions, by Socrata's names. */
export type SoqlType = "text" | "number" | "calendar_date" | "checkbox" | "null";

/** What is wrong with a query: Socrata's code and a sentence. */
export class SoqlError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** An expression in SQL. `literal` is the text of a string that another type may still be meant by. */
interface Expression {
  sql: string;
  type: SoqlType;
  literal?: string;
}

interface Token {
  kind: "name" | "text" | "number" | "sign" | "end";
  value: string;
}

const TOKEN = /\s*(?:(:?[A-Za-z_][\w]*)|`([^`]+)`|'((?:[^']|'')*)'|(\d+(?:\.\d+)?)|(<=|>=|<>|!=|[=<>+\-*/(),]))/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== "") {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new SoqlError("query.compiler.malformed", `Could not parse SoQL query "${text}" at ${at + 1}`);
    const [, name, quoted, string, number, sign] = match;
    if (name !== undefined || quoted !== undefined) tokens.push({ kind: "name", value: (name ?? quoted)!.toLowerCase() });
    else if (string !== undefined) tokens.push({ kind: "text", value: string.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: "number", value: number });
    else tokens.push({ kind: "sign", value: sign! });
  }
  return [...tokens, { kind: "end", value: "" }];
}

const FUNCTIONS: Record<string, { takes: SoqlType[]; gives: SoqlType; sql: (...args: string[]) => string }> = {
  date_trunc_y: { takes: ["calendar_date"], gives: "calendar_date", sql: (a) => `date_trunc('year', ${a})` },
  date_trunc_ym: { takes: ["calendar_date"], gives: "calendar_date", sql: (a) => `date_trunc('month', ${a})` },
  date_trunc_ymd: { takes: ["calendar_date"], gives: "calendar_date", sql: (a) => `date_trunc('day', ${a})` },
  date_extract_y: { takes: ["calendar_date"], gives: "number", sql: (a) => `extract(year FROM ${a})` },
  date_extract_m: { takes: ["calendar_date"], gives: "number", sql: (a) => `extract(month FROM ${a})` },
  date_extract_d: { takes: ["calendar_date"], gives: "number", sql: (a) => `extract(day FROM ${a})` },
  date_extract_hh: { takes: ["calendar_date"], gives: "number", sql: (a) => `extract(hour FROM ${a})` },
  date_extract_dow: { takes: ["calendar_date"], gives: "number", sql: (a) => `extract(dow FROM ${a})` },
  date_diff_d: {
    takes: ["calendar_date", "calendar_date"],
    gives: "number",
    sql: (later, earlier) => `CAST(trunc((epoch(${later}) - epoch(${earlier})) / 86400) AS BIGINT)`,
  },
  sum: { takes: ["number"], gives: "number", sql: (a) => `sum(${a})` },
  lower: { takes: ["text"], gives: "text", sql: (a) => `lower(${a})` },
  upper: { takes: ["text"], gives: "text", sql: (a) => `upper(${a})` },
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

class Parser {
  #at = 0;
  readonly #tokens: Token[];

  constructor(
    text: string,
    /** What a name stands for. */
    readonly names: ReadonlyMap<string, Expression>,
  ) {
    this.#tokens = tokensOf(text);
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  take(...values: string[]): string | undefined {
    const { kind, value } = this.#next;
    if ((kind !== "sign" && kind !== "name") || !values.includes(value)) return undefined;
    this.#at++;
    return value;
  }

  expect(value: string): void {
    if (this.take(value) === undefined) this.#fail(`"${value}"`);
  }

  name(): string {
    const { kind, value } = this.#next;
    if (kind !== "name") this.#fail("a name");
    this.#at++;
    return value;
  }

  end(): void {
    if (this.#next.kind !== "end") this.#fail("the end");
  }

  #fail(expected: string): never {
    throw new SoqlError("query.compiler.malformed", `Expected ${expected}, but got "${this.#next.value}"`);
  }

  expression(): Expression {
    let left = this.#conjunction();
    while (this.take("or")) left = this.#logical("OR", left, this.#conjunction());
    return left;
  }

  #conjunction(): Expression {
    let left = this.#negation();
    while (this.take("and")) left = this.#logical("AND", left, this.#negation());
    return left;
  }

  #logical(word: string, left: Expression, right: Expression): Expression {
    return { sql: `(${this.as("checkbox", left)} ${word} ${this.as("checkbox", right)})`, type: "checkbox" };
  }

  #negation(): Expression {
    if (!this.take("not")) return this.#comparison();
    return { sql: `(NOT ${this.as("checkbox", this.#negation())})`, type: "checkbox" };
  }

  #comparison(): Expression {
    const left = this.#sum();
    const sign = this.take("=", "!=", "<>", "<", "<=", ">", ">=");
    if (sign) {
      const [a, b] = this.alike([left, this.#sum()]);
      return { sql: `(${a} ${sign} ${b})`, type: "checkbox" };
    }
    if (this.take("is")) {
      const not = this.take("not") ? "NOT " : "";
      this.expect("null");
      return { sql: `(${left.sql} IS ${not}NULL)`, type: "checkbox" };
    }
    const not = this.take("not") ? "NOT " : "";
    if (this.take("between")) {
      const low = this.#sum();
      this.expect("and");
      const [value, from, to] = this.alike([left, low, this.#sum()]);
      return { sql: `(${value} ${not}BETWEEN ${from} AND ${to})`, type: "checkbox" };
    }
    if (this.take("in")) {
      const [value, ...list] = this.alike([left, ...this.#arguments()]);
      return { sql: `(${value} ${not}IN (${list.join(", ")}))`, type: "checkbox" };
    }
    if (not) this.#fail(`"between" or "in"`);
    return left;
  }

  #sum(): Expression {
    let left = this.#product();
    for (let sign = this.take("+", "-"); sign; sign = this.take("+", "-"))
      left = { sql: `(${this.as("number", left)} ${sign} ${this.as("number", this.#product())})`, type: "number" };
    return left;
  }

  #product(): Expression {
    let left = this.#value();
    for (let sign = this.take("*", "/"); sign; sign = this.take("*", "/"))
      left = { sql: `(${this.as("number", left)} ${sign} ${this.as("number", this.#value())})`, type: "number" };
    return left;
  }

  #value(): Expression {
    const { kind, value } = this.#next;
    if (this.take("(")) {
      const inner = this.expression();
      this.expect(")");
      return inner;
    }
    if (this.take("-")) return { sql: `-${this.as("number", this.#value())}`, type: "number" };
    this.#at++;
    if (kind === "number") return { sql: value, type: "number" };
    if (kind === "text") return { sql: quoted(value), type: "text", literal: value };
    if (kind !== "name") {
      this.#at--;
      this.#fail("an expression");
    }
    if (value === "true" || value === "false") return { sql: value, type: "checkbox" };
    if (value === "null") return { sql: "NULL", type: "null" };
    if (this.#next.value === "(" && this.#next.kind === "sign") return this.#call(value);
    const named = this.names.get(value);
    if (!named) throw new SoqlError("query.soql.no-such-column", `No such column: ${value}`);
    return named;
  }

  #arguments(): Expression[] {
    this.expect("(");
    const list: Expression[] = [];
    do list.push(this.expression());
    while (this.take(","));
    this.expect(")");
    return list;
  }

  #call(name: string): Expression {
    if (name === "count") {
      this.expect("(");
      const what = this.take("*") ?? this.expression().sql;
      this.expect(")");
      return { sql: `count(${what})`, type: "number" };
    }
    const args = this.#arguments();
    if (name === "min" || name === "max") return { sql: `${name}(${args[0]!.sql})`, type: args[0]!.type };
    if (name === "case") return this.#case(args);
    const known = FUNCTIONS[name];
    if (!known) throw new SoqlError("query.soql.no-such-function", `No such function: ${name}`);
    if (args.length !== known.takes.length)
      throw new SoqlError("query.soql.type-mismatch", `${name} takes ${known.takes.length} arguments`);
    return { sql: known.sql(...args.map((arg, i) => this.as(known.takes[i]!, arg))), type: known.gives };
  }

  /** Pairs of a condition and a value. */
  #case(args: Expression[]): Expression {
    if (args.length % 2) throw new SoqlError("query.soql.type-mismatch", "case takes pairs");
    const values = args.filter((_, i) => i % 2);
    const alike = this.alike(values);
    const whens = alike.map((value, i) => `WHEN ${this.as("checkbox", args[2 * i]!)} THEN ${value}`);
    return { sql: `(CASE ${whens.join(" ")} END)`, type: values.find(({ type }) => type !== "null")?.type ?? "null" };
  }

  /** The SQL of expressions that must be of one type; texts become dates where a date is among them. */
  alike(all: Expression[]): string[] {
    const type = all.find((one) => one.type !== "null" && one.literal === undefined)?.type ?? all[0]!.type;
    return all.map((one) => this.as(type, one));
  }

  as(type: SoqlType, { sql, type: given, literal }: Expression): string {
    if (given === type || given === "null" || type === "null") return sql;
    if (type === "calendar_date" && literal !== undefined && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?$/.test(literal))
      return `TIMESTAMP ${quoted(literal)}`;
    throw new SoqlError("query.soql.type-mismatch", `Type mismatch: ${sql} is ${given}, not ${type}`);
  }
}

/** The parameters of a query. */
export interface SoqlQuery {
  select?: string | undefined;
  where?: string | undefined;
  group?: string | undefined;
  order?: string | undefined;
  limit: number;
  offset: number;
}

/** One SELECT of DuckDB over a table of these columns, and the types of its columns. */
export function sqlOf(query: SoqlQuery, table: string, columns: Readonly<Record<string, SoqlType>>) {
  const own = Object.entries(columns).map(([name, type]): [string, Expression] => [name, { sql: `"${name}"`, type }]);
  const names = new Map<string, Expression>(own);
  const selected: [alias: string, Expression][] = [];
  const select = new Parser(query.select ?? "*", names);
  do {
    if (select.take("*")) selected.push(...own);
    else {
      const expression = select.expression();
      const alias = select.take("as") ? select.name() : expression.sql.replaceAll(/\W+/g, "_").replaceAll(/^_|_$/g, "");
      if (names.has(alias) && expression !== names.get(alias))
        throw new SoqlError("query.soql.duplicate-alias", `Duplicate alias: ${alias}`);
      selected.push([alias, expression]);
    }
  } while (select.take(","));
  select.end();
  const known = new Map([...names, ...selected]);
  const parts = [`SELECT ${selected.map(([alias, { sql }]) => `${sql} AS "${alias}"`).join(", ")} FROM ${table}`];
  if (query.where) {
    const where = new Parser(query.where, names);
    parts.push(`WHERE ${where.as("checkbox", where.expression())}`);
    where.end();
  }
  if (query.group) parts.push(`GROUP BY ${listed(new Parser(query.group, known), () => "")}`);
  if (query.order) {
    const direction = (parser: Parser) =>
      `${(parser.take("asc", "desc") ?? "asc").toUpperCase()} NULLS ${parser.take("null") ? nulls(parser) : "LAST"}`;
    parts.push(`ORDER BY ${listed(new Parser(query.order, known), direction)}`);
  }
  parts.push(`LIMIT ${query.limit} OFFSET ${query.offset}`);
  return { sql: parts.join(" "), types: Object.fromEntries(selected.map(([alias, { type }]) => [alias, type])) };
}

function nulls(parser: Parser): string {
  return parser.take("first") ? "FIRST" : (parser.expect("last"), "LAST");
}

function listed(parser: Parser, after: (parser: Parser) => string): string {
  const parts: string[] = [];
  do parts.push(`${parser.expression().sql} ${after(parser)}`.trim());
  while (parser.take(","));
  parser.end();
  return parts.join(", ");
}
