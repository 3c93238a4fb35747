import { formatsFor } from "../../src/locale/formats.js";
import { textIn } from "../../src/locale/text.js";
import type { measureParams } from "../../src/measure/definition.js";
import { addDays } from "../../src/stats/days.js";
import type { Context, Params, Queries, Tables, Text } from "../../src/report.js";
import { checkQuestion, type ServiceRequest } from "../../src/query/index.js";
import { answerOver, type City } from "../support/city.js";

/** day, type, council, source, days to close (null: still open) */
type Made = [day: string, type: string, council: string, source: string, days: number | null];

/** What there is in all tests of measures: few enough requests to count by hand. */
const MADE: Made[] = [
  ["2020-01-01", "Graffiti", "Arleta", "Mobile App", 2],
  ["2020-01-10", "Graffiti", "Arleta", "Mobile App", 20],
  ["2020-01-10", "Graffiti", "Sylmar", "Phone Call", 1],
  ["2020-01-15", "Bulky Items", "Venice", "Phone Call", 0],
  ["2020-01-20", "Bulky Items", "Arleta", "Mobile App", 14],
  ["2020-01-31", "Graffiti", "Arleta", "Phone Call", null],
  ["2020-01-31", "Bulky Items", "Venice", "Phone Call", 3],
  ["2020-01-31", "Graffiti", "No council", "Mobile App", 5],
  ["2020-02-01", "Bulky Items", "Sylmar", "Phone Call", 1],
  ["2020-02-02", "Bulky Items", "Sylmar", "Phone Call", 40],
  ["2020-02-02", "Bulky Items", "Sylmar", "Mobile App", -1],
  ["2020-02-28", "Graffiti", "Arleta", "Mobile App", 3],
  ["2020-02-29", "Bulky Items", "Sylmar", "Phone Call", 2],
  ["2020-03-10", "Graffiti", "Arleta", "Mobile App", 0],
];

const REGIONS: Record<string, string> = { Arleta: "North", Sylmar: "North", Venice: "South", "No council": "No region" };
const AGENCIES: Record<string, string> = { Graffiti: "Beautification", "Bulky Items": "Sanitation" };

function named(...names: string[]) {
  return names.map((name, i) => ({ name, id: i + 1 }));
}

export const CITY: City = {
  requests: MADE.map(([day, type_name, council_name, source_name, days], i): ServiceRequest => ({
    request_id: i + 1,
    srnumber: `1-${i + 1}`,
    created: `${day}T08:00:00`,
    closed: days === null ? null : `${addDays(day, days)}T12:00:00`,
    type_name,
    category: null,
    council_name,
    region_name: REGIONS[council_name]!,
    agency_name: AGENCIES[type_name]!,
    source_name,
    city_name: "Los Angeles",
    address: null,
    latitude: null,
    longitude: null,
  })),
  lookups: {
    type: named("Graffiti", "Bulky Items", "Water Waste"),
    council: [
      { name: "Arleta", region_name: "North", population: 10_000 },
      { name: "Sylmar", region_name: "North", population: 20_000 },
      { name: "Venice", region_name: "South", population: null },
    ],
    region: named("North", "South"),
    agency: named("Beautification", "Sanitation"),
    source: named("Mobile App", "Phone Call", "Radio"),
    city: named("Los Angeles"),
  },
  boundaries: { type: "FeatureCollection", features: [] },
};

export const YESTERDAY = "2020-03-10";

export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** A context with these values of params. */
export function contextOf<P extends Params>(params: Context<P>["params"], lang = "en", yesterday = YESTERDAY): Context<P> {
  const text = (said: Text): string => textIn(said, lang);
  return deepFreeze({ params, today: addDays(yesterday, 1), yesterday, text, format: formatsFor(lang) });
}

export type MeasureContext = Context<typeof measureParams>;

/** What `measure` is given when these params are not at their defaults. */
export function measureContext(
  params: Partial<MeasureContext["params"]> = {},
  lang = "en",
  yesterday = YESTERDAY,
): MeasureContext {
  const defaults: MeasureContext["params"] = {
    city: "",
    types: [],
    sources: [],
    denominator: "residents",
    "of-types": [],
    days: 14,
    groupby: "council",
    region: "",
    council: "",
    highlight: [],
    "hide-sparse": false,
    equalise: false,
    sort: "mean-descending",
    partial: false,
    period: { from: "2020-01-01", to: yesterday },
  };
  return contextOf<typeof measureParams>({ ...defaults, ...params }, lang, yesterday);
}

/** The answers to these questions, which must be valid, over the city's rows. */
export function answersTo<Q extends Queries>(queries: Q, city: City = CITY): Tables<Q> {
  const answers = Object.entries(queries).map(([name, question]) => [name, answerOver(city, checkQuestion(question))]);
  return deepFreeze(Object.fromEntries(answers) as Tables<Q>);
}
