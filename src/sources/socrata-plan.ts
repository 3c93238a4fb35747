import { categoryOf, FIRST_DAY, type City } from "../cities/index.js";
import {
  needsDays,
  parseMeasure,
  type AggregateQuestion,
  type Condition,
  type Field,
  type Measure,
  type Scalar,
} from "../query/index.js";
import { SourceError } from "./source.js";

/** How questions become queries in SoQL, Socrata's query language. */

/** A column of a dataset, and Socrata's name of its type. */
export interface SodaColumn {
  name: string;
  type: string;
}

/** The fields with texts of their own, which are columns of a dataset as they are or not there at all. */
export const TEXT_FIELDS = ["type_name", "council_name", "region_name", "agency_name", "source_name"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
const isTextField = (field: Field): field is TextField => TEXT_FIELDS.includes(field as TextField);

/** The columns that decide on the category of a request, the finest first. */
export const CATEGORISING = ["detail", "subtype", "type_name"] as const;

/** The fields whose raw texts are read. */
export type ReadField = TextField | (typeof CATEGORISING)[number];

/** Which columns of a dataset mean what. Dates are of type `calendar_date`. */
export interface SodaColumns extends Partial<Record<ReadField, SodaColumn>> {
  id: SodaColumn;
  created: SodaColumn;
  /** Whether `created` has a time of the day. */
  hasTime: boolean;
  closed?: SodaColumn;
}

/** What the raw texts of a field are called: by name, the texts (null: none) that mean it. Null is a request without a name. */
export type RawTexts = ReadonlyMap<string | null, readonly (string | null)[]>;

/** The columns whose raw texts must be known to group by some fields under some conditions. */
export function fieldsToRead(by: readonly Field[], where: readonly Condition[]): ReadField[] {
  const conditioned = where.map(({ field }) => field);
  const categorising = [...by, ...conditioned].includes("category") ? CATEGORISING : [];
  return [...new Set([...conditioned.filter(isTextField), ...categorising])];
}

/** By parameter of the URL, without its `$`. */
export type Soql = { select: string; where: string; group?: string; order?: string };

/** What is asked of a dataset for an aggregate question: always counts, and the distribution of days to close for percentiles. */
export interface AggregatePlan {
  counts: Soql;
  days?: Soql;
}

/** Our name of a column in an answer: none that a data set can have of its own. */
export const alias = (name: string) => `r311_${name}`;
export const named = (expression: string, name: string) => `${expression} as ${alias(name)}`;
/** The cells of a row by our names. */
export const cellsOf = (row: Record<string, unknown>) =>
  Object.entries(row).map(([name, value]) => [name.replace(/^r311_/, ""), value] as const);

export const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const literal = (value: string | number, { type }: SodaColumn) =>
  type === "number" ? String(Number(value)) : text(String(value));
const moment = (day: string) => text(`${day}T00:00:00`);

export class SoqlPlanner {
  constructor(
    readonly columns: SodaColumns,
    /** The city that all rows are of. */
    readonly city: City,
    /** The texts of those columns that `fieldsToRead` names. */
    readonly raw: Partial<Record<ReadField, RawTexts>>,
  ) {}

  aggregate(question: AggregateQuestion): AggregatePlan | undefined {
    const where = this.where(question.where ?? []);
    if (where === undefined) return undefined;
    const by = question.by.flatMap((field) => this.#selected(field));
    const group = question.by
      .filter((field) => this.#selected(field).length > 0)
      .map(alias)
      .join(",");
    const numbers = question.measures.flatMap((measure) => this.#numbers(measure, question.as_of));
    const counts = {
      select: [...by, named("count(*)", "count"), ...new Set(numbers)].join(","),
      where,
      ...(group && { group }),
    };
    if (!question.measures.some(needsDays)) return { counts };
    const closings = [where, this.#isClosed(question.as_of), `${this.#days} >= 0`].join(" and ");
    const select = [...by, named(this.#days, "days"), named("count(*)", "closings")].join(",");
    return { counts, days: { select, where: closings, group: [...(group ? [group] : []), alias("days")].join(",") } };
  }

  /** The conditions as one; nothing where no request can meet them. */
  where(conditions: readonly Condition[]): string | undefined {
    const parts = [`${this.columns.created.name} is not null`, `${this.columns.id.name} is not null`];
    for (const condition of conditions) {
      const part = this.#condition(condition);
      if (part === false) return undefined;
      if (part !== true) parts.push(part);
    }
    return parts.join(" and ");
  }

  /** As SoQL; true or false where it holds for all or no requests. */
  #condition(condition: Condition): string | boolean {
    const { field } = condition;
    const expression = this.#expression(field);
    if (expression === undefined) return meets(condition, this.#constant(field));
    if (field === "created_date") return dayCondition(condition, this.columns.created.name);
    if (field === "closed_date") return dayCondition(condition, this.#closed!);
    if (field === "category") return this.#categoryCondition(condition, expression);
    if (isTextField(field)) return this.#textCondition(condition, this.columns[field]!, this.raw[field]!);
    return comparison(condition, expression, field === "status" ? (value) => text(String(value)) : String);
  }

  /** What all rows of the dataset have in fields that are no column of it. */
  constants(by: readonly Field[]): Record<string, Scalar> {
    const missing = by.filter((field) => this.#expression(field) === undefined);
    return Object.fromEntries(missing.map((field) => [field, this.#constant(field)]));
  }

  #constant(field: Field): string | null {
    return field === "city_name" ? this.city.name : field === "status" ? "open" : null;
  }

  /** Names are compared here, as their raw texts may be written differently. */
  #textCondition(condition: Condition, column: SodaColumn, raw: RawTexts): string | boolean {
    const found = [...raw].filter(([name]) => meets(condition, name)).flatMap(([, texts]) => texts);
    if (found.length === 0) return false;
    if (found.length === [...raw.values()].flat().length) return true;
    const named = found.filter((value) => value !== null).map((value) => literal(value, column));
    const parts = [
      ...(named.length ? [`${column.name} in (${named.join(",")})`] : []),
      ...(found.includes(null) ? [`${column.name} is null`] : []),
    ];
    return parts.length > 1 ? `(${parts.join(" or ")})` : parts[0]!;
  }

  /** Slugs are compared here, as the server may sort texts otherwise. */
  #categoryCondition(condition: Condition, expression: string): string | boolean {
    if (condition.value === null) return `${expression} is null`;
    const found = this.#categories.map(({ category }) => category).filter((category) => meets(condition, category));
    return found.length > 0 && `${expression} in (${[...new Set(found)].map(text).join(",")})`;
  }

  /** For each column that decides, the finest first, and each category, the condition under which it is that. */
  get #categories(): { category: string; condition: string }[] {
    return CATEGORISING.flatMap((field) => {
      const column = this.columns[field];
      const raw = column && this.raw[field];
      if (!raw) return [];
      const texts = new Map<string, string[]>();
      for (const [name, written] of raw) {
        const category = categoryOf([name], this.city);
        if (category) texts.set(category, [...(texts.get(category) ?? []), ...written.map((one) => literal(one!, column))]);
      }
      return [...texts].map(([category, all]) => ({ category, condition: `${column.name} in (${all.join(",")})` }));
    });
  }

  get #category(): string | undefined {
    const branches = this.#categories.map(({ category, condition }) => `${condition},${text(category)}`);
    return branches.length ? `case(${branches.join(",")})` : undefined;
  }

  #selected(field: Field): string[] {
    const expression = this.#expression(field);
    return expression === undefined ? [] : [named(expression, field)];
  }

  /** A field in SoQL; nothing where all requests have the same. */
  #expression(field: Field): string | undefined {
    const { created } = this.columns;
    switch (field) {
      case "created_year":
        return `date_extract_y(${created.name})`;
      case "created_month":
        return `date_extract_m(${created.name})`;
      case "created_date":
        return `date_trunc_ymd(${created.name})`;
      case "created_dow":
        return `date_extract_dow(${created.name})`;
      case "created_hour":
        if (!this.columns.hasTime)
          throw new SourceError(
            "cannot-answer",
            `The data of ${this.city.name} does not say at what hour requests were created.`,
          );
        return `date_extract_hh(${created.name})`;
      case "closed_date":
        return this.#closed && `date_trunc_ymd(${this.#closed})`;
      case "days_to_close":
        return this.#closed && this.#days;
      case "status":
        return this.#closed && `case(${this.#closed} is null, 'open', true, 'closed')`;
      case "city_name":
        return undefined;
      case "category":
        return this.#category;
      default:
        return this.columns[field]?.name;
    }
  }

  /** The closed date, null where the city's stands for none. */
  get #closed(): string | undefined {
    const { closed } = this.columns;
    return closed && `case(${closed.name} >= ${moment(FIRST_DAY)}, ${closed.name})`;
  }

  get #days(): string {
    return `date_diff_d(date_trunc_ymd(${this.#closed}), date_trunc_ymd(${this.columns.created.name}))`;
  }

  #isClosed(asOf: string | undefined): string {
    if (!this.#closed) return "1 = 0";
    return asOf === undefined ? `${this.#closed} is not null` : `${this.#closed} < ${moment(dayAfter(asOf))}`;
  }

  #numbers(measure: Measure, asOf: string | undefined): string[] {
    const { name, n } = parseMeasure(measure);
    const sum = (condition: string, as: string) => named(`sum(case(${condition},1,true,0))`, as);
    if (name === "closed") return [sum(this.#isClosed(asOf), "closed")];
    // A comparison with an empty date is neither true nor false.
    if (name === "open") return [sum(`not (${this.#isClosed(asOf)}) or ${this.#closed ?? "null"} is null`, "open")];
    if (name !== "closed_within_") return [];
    const { created } = this.columns;
    const old = asOf === undefined ? [] : [`${created.name} < ${moment(dayAfter(asOf, -n))}`];
    if (!this.#closed) return [sum([...old, "1 = 1"].join(" and "), `ripe_${n}`), sum("1 = 0", `within_${n}`)];
    const ripe = [...old, `(${this.#closed} is null or ${this.#days} >= 0)`].join(" and ");
    const within = [...old, `${this.#days} >= 0`, `${this.#days} <= ${n}`].join(" and ");
    return [sum(ripe, `ripe_${n}`), sum(within, `within_${n}`)];
  }
}

function comparison({ op, value }: Condition, expression: string, write: (value: string | number) => string): string | boolean {
  if (value === null) return `${expression} is null`;
  if (op === "in") return value.length > 0 && `${expression} in (${value.map(write).join(",")})`;
  if (op === "between") return `${expression} between ${write(value[0])} and ${write(value[1])}`;
  return `${expression} ${op} ${write(value)}`;
}

/** Days are compared without reckoning, so that the server can use what it has sorted. */
function dayCondition({ op, value }: Condition, column: string): string | boolean {
  if (value === null) return `${column} is null`;
  const from = (day: string | number) => `${column} >= ${moment(String(day))}`;
  const before = (day: string | number) => `${column} < ${moment(String(day))}`;
  const after = (day: string | number) => dayAfter(String(day));
  switch (op) {
    case "=":
      return `${from(value)} and ${before(after(value))}`;
    case ">":
      return from(after(value));
    case ">=":
      return from(value);
    case "<":
      return before(value);
    case "<=":
      return before(after(value));
    case "between":
      return `${from(value[0])} and ${before(after(value[1]))}`;
    case "in":
      return value.length > 0 && `(${value.map((day) => `(${from(day)} and ${before(after(day))})`).join(" or ")})`;
  }
}

/** Whether a condition holds for a text that all requests have. */
function meets(condition: Condition, value: string | null): boolean {
  const { op } = condition;
  if (op === "=") return condition.value === value;
  if (value === null) return false;
  if (op === "in") return condition.value.includes(value);
  if (op === "between") return value >= String(condition.value[0]) && value <= String(condition.value[1]);
  const other = String(condition.value);
  return op === ">" ? value > other : op === ">=" ? value >= other : op === "<" ? value < other : value <= other;
}

function dayAfter(day: string, days = 1): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The value of a column of an answer, as our language has it; Socrata writes numbers as text, and days as moments. */
export function valueOf(name: string, value: unknown): Scalar {
  if (name === "created_date" || name === "closed_date") return String(value).slice(0, 10);
  return name === "status" || name === "category" ? String(value) : Number(value);
}
