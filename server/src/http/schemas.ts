import { Type, type Static, type TSchema } from "typebox";

/** A value or null, in one schema that serialises quickly. */
function nullable<T extends TSchema & { type: string }>(schema: T) {
  return Type.Unsafe<Static<T> | null>({ ...schema, type: [schema.type, "null"] });
}

const Text = nullable(Type.String());
const Id = Type.Integer();
const Degrees = nullable(Type.Number({ description: "Degrees, WGS 84" }));

export const Problems = Type.Object(
  {
    detail: Type.Array(
      Type.Object({ loc: Type.Array(Type.Union([Type.String(), Type.Integer()])), msg: Type.String(), type: Type.String() }),
    ),
  },
  { description: "What is wrong with which parameter, and what is accepted" },
);
export const Failure = Type.Object({ detail: Type.String() }, { description: "Why there is no answer" });
export const Missing = Type.Object({ detail: Type.Literal("Item not found") }, { description: "There is no such item" });

export const City = Type.Object({
  cityId: Id,
  cityName: Type.String(),
  timeZone: Type.String({ description: "IANA name of the zone of all civil times" }),
  population: nullable(Type.Integer({ description: "Residents by the census of 2020, null where not known" })),
});
export const RequestType = Type.Object({
  typeId: Id,
  typeName: Type.String(),
  agencyId: Id,
  agencyName: Text,
  color: nullable(Type.String({ description: "#RRGGBB" })),
  description: Text,
});
const DAYS = {
  type_id: nullable(Id),
  type_name: Text,
  min: Type.Integer(),
  q1: Type.Integer(),
  median: Type.Integer(),
  q3: Type.Integer(),
  max: Type.Integer(),
};
const description = "Whole days from created to closed date";
export const TypeStats = Type.Object(DAYS, { description });
export const CouncilTypeStats = Type.Object({ council_id: Id, ...DAYS }, { description });
export const TypeCount = Type.Object({ typeId: nullable(Id), typeName: Text, typeCount: Type.Integer() });
export const Council = Type.Object({
  councilId: Id,
  councilName: Type.String(),
  website: Text,
  twitter: Text,
  regionId: Id,
  regionName: Type.String(),
  latitude: Degrees,
  longitude: Degrees,
  population: Type.Optional(nullable(Type.Integer({ description: "Residents, null where not known; only `with=population`" }))),
});
export const Region = Type.Object({ regionId: Id, regionName: Type.String(), latitude: Degrees, longitude: Degrees });
export const Agency = Type.Object({ agencyId: Id, agencyName: Type.String(), website: Text, twitter: Text });
export const Source = Type.Object({ sourceId: Id, sourceName: Type.String() });

const Moment = { description: "YYYY-MM-DDTHH:MM:SS, the city's civil time" };

export const ServiceRequest = Type.Object({
  requestId: Id,
  srnumber: Type.String(),
  councilId: Id,
  councilName: Text,
  typeId: nullable(Id),
  typeName: Text,
  agencyId: nullable(Id),
  agencyName: Text,
  sourceId: nullable(Id),
  sourceName: Text,
  createdDate: Type.String(Moment),
  closedDate: nullable(Type.String({ description: `${Moment.description}; null while open` })),
  address: Text,
  latitude: Degrees,
  longitude: Degrees,
  category: Type.Optional(
    nullable(Type.String({ description: "What cities are compared by, null where there is no match; only `with=category`" })),
  ),
  cityId: Type.Optional(Type.Integer({ description: "Only `with=cityId`" })),
  cityName: Type.Optional(Type.String({ description: "Only `with=cityName`" })),
  regionName: Type.Optional(nullable(Type.String({ description: "Only `with=regionName`" }))),
});

export const Pin = Type.Object(
  { requestId: Id, typeId: nullable(Id), latitude: Type.Number(), longitude: Type.Number() },
  { description: "A request that has a location" },
);

const Geometry = Type.Object({ type: Type.String(), coordinates: Type.Array(Type.Unknown()) });

/** A GeoJSON FeatureCollection whose features have these properties. */
export function featuresWith(properties: Record<string, TSchema>) {
  return Type.Object({
    type: Type.Literal("FeatureCollection"),
    features: Type.Array(
      Type.Object({ type: Type.Literal("Feature"), geometry: Geometry, properties: Type.Object(properties) }),
    ),
  });
}

/** The media type of a list of rows, column by column. */
export const COLUMNS = "application/vnd.report-311.columns+json";

/** An answer of rows, in both of its forms. */
export function rowsOf(row: TSchema) {
  return {
    description: "Rows; the same column by column for those who accept that",
    content: {
      "application/json": { schema: Type.Array(row) },
      [COLUMNS]: { schema: Type.Object({ columns: Type.Record(Type.String(), Type.Array(Type.Unknown())) }) },
    },
  };
}

/** An answer of GeoJSON. */
export function geojsonOf(schema: TSchema) {
  return { description: "GeoJSON as of RFC 7946", content: { "application/geo+json": { schema } } };
}

export const IdParams = Type.Object({ id: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) });
