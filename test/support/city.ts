import {
  aggregate,
  DIMENSIONS,
  selectHotspots,
  selectPoints,
  selectRequests,
  type Answer,
  type AnswerTo,
  type Boundaries,
  type Dimension,
  type Question,
  type Row,
  type ServiceRequest,
} from "../../src/query/index.js";
import type { Source } from "../../src/sources/source.js";

/** A small city, the same at every call: three types, two councils and some requests outside, one
 * hotspot, ten days up to 10 January 2020. */
export interface City {
  requests: ServiceRequest[];
  lookups: Record<Dimension, (Row & { name: string })[]>;
  boundaries: Boundaries;
}

/** The day after the last request: `as-of` for this city. */
export const TODAY = "2020-01-11";

/** Names are passed through `rename`, so that the same city can be made of hostile ones. */
export function cityOf(rename: (name: string) => string = (name) => name): City {
  const types = ["Graffiti", "Illegal Dumping", "Bulky Items"].map(rename);
  const councils = ["Arleta", "Sylmar"].map(rename);
  const [agency, source, region, city] = ["Sanitation Bureau", "Mobile App", "North", "Los Angeles"].map(rename) as [
    string,
    string,
    string,
    string,
  ];
  const requests: ServiceRequest[] = [];
  const dayOf = (day: number) => `2020-01-${String(day).padStart(2, "0")}`;
  const add = (type_name: string, council_name: string, created: number, closed: number | null, latitude: number) => {
    const request_id = requests.length + 1;
    requests.push({
      request_id,
      srnumber: `1-${request_id}`,
      created: `${dayOf(created)}T08:00:00`,
      closed: closed === null ? null : `${dayOf(closed)}T12:00:00`,
      type_name,
      category: ["graffiti", "illegal-dumping", null][types.indexOf(type_name)]!,
      council_name,
      region_name: region,
      agency_name: agency,
      source_name: source,
      city_name: city,
      address: "1 Main St",
      latitude,
      longitude: -118.4,
    });
  };
  for (let day = 1; day <= 10; day++) {
    types.forEach((type_name, t) => {
      for (let i = 0; i <= (day + t) % 4; i++) {
        const council = [...councils, "No council"][(day + i) % 3]!;
        add(type_name, council, day, i === 2 ? null : Math.min(10, day + t + i), 34.2 + i / 100);
      }
    });
    // A hotspot; the city says of one of its requests that it was closed before it was created.
    if (day === 5) for (let i = 0; i < 12; i++) add(types[1]!, councils[1]!, day, 4 + Math.floor(i / 2), 34.25);
  }
  const square = (west: number, name: string): Boundaries["features"][number] => ({
    type: "Feature",
    properties: { name, council_name: name },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [west, 34.2],
          [west + 0.1, 34.2],
          [west + 0.1, 34.3],
          [west, 34.3],
          [west, 34.2],
        ],
      ],
    },
  });
  const named = (names: string[], facts: Row[] = []) => names.map((name, i) => ({ name, id: i + 1, ...facts[i] }));
  return {
    requests,
    lookups: {
      type: named(types, [{ color: "#9c4f9e" }, { color: "#5a52a3" }, { color: "#b5493b" }]),
      council: named(councils, [
        { region_name: region, population: 34_000 },
        { region_name: region, population: 90_000 },
      ]),
      region: named([region]),
      agency: named([agency]),
      source: named([source]),
      city: named([city], [{ population: 124_000 }]),
    },
    boundaries: { type: "FeatureCollection", features: councils.map((name, i) => square(-118.5 + i / 10, name)) },
  };
}

/** Two cities as one source has them: the small one, and the same again, of which each name ends in an exclamation mark. */
export function twoCities(): City {
  const [first, second] = [cityOf(), cityOf((name) => `${name}!`)];
  const of = (dimension: Dimension) => [...first.lookups[dimension], ...second.lookups[dimension]];
  return {
    requests: [...first.requests, ...second.requests],
    lookups: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, of(dimension)])) as City["lookups"],
    boundaries: { type: "FeatureCollection", features: [...first.boundaries.features, ...second.boundaries.features] },
  };
}

function requestsOf({ requests }: City, { city }: { city?: string }): ServiceRequest[] {
  return requests.filter(({ city_name }) => city === undefined || city_name === city);
}

/** Answers any question over the city's rows, in memory. */
export function answerOver(city: City, question: Question): Answer {
  switch (question.kind) {
    case "aggregate":
      return aggregate(question, city.requests);
    case "requests":
      return selectRequests(question, city.requests);
    case "points":
      return selectPoints(question, city.requests);
    case "hotspots":
      return selectHotspots(question, city.requests);
    case "boundaries":
      return city.boundaries;
    case "lookup": {
      const isOf = ({ name }: Row) => requestsOf(city, question).some((request) => request[`${question.of}_name`] === name);
      return question.city === undefined ? city.lookups[question.of] : city.lookups[question.of].filter(isOf);
    }
    case "freshness": {
      const days = requestsOf(city, question).map(({ created }) => created.slice(0, 10));
      return { oldest: days[0] ?? null, newest: days.at(-1) ?? null, updated: null, timeZone: null, synthetic: false };
    }
  }
}

/** A source that answers over the city's rows at once. */
export function sourceOf(city: City): Source {
  return {
    id: "test",
    timeZone: "America/Los_Angeles",
    answer: <Q extends Question>(question: Q) => Promise.resolve(answerOver(city, question) as AnswerTo<Q>),
  };
}
