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
export const Missing = Type.Object({ detail: Type.Literal("Item not found") }, { description: "There is no such item" });

export const City = Type.Object({
  cityId: Id,
  cityName: Type.String(),
  timeZone: Type.String({ description: "IANA name of the zone of all civil times" }),
});
export const RequestType = Type.Object({
  typeId: Id,
  typeName: Type.String(),
  agencyId: Id,
  agencyName: Text,
  color: Type.String({ description: "#RRGGBB" }),
  description: Text,
});
export const TypeStats = Type.Object(
  {
    type_id: Id,
    type_name: Type.String(),
    min: Type.Integer(),
    q1: Type.Integer(),
    median: Type.Integer(),
    q3: Type.Integer(),
    max: Type.Integer(),
  },
  { description: "Whole days from created to closed date" },
);
export const Council = Type.Object({
  councilId: Id,
  councilName: Type.String(),
  website: Text,
  twitter: Text,
  regionId: Id,
  regionName: Type.String(),
  latitude: Degrees,
  longitude: Degrees,
  population: nullable(Type.Integer({ description: "Residents, where known" })),
});
export const Region = Type.Object({ regionId: Id, regionName: Type.String(), latitude: Degrees, longitude: Degrees });
export const Agency = Type.Object({ agencyId: Id, agencyName: Type.String(), website: Text, twitter: Text });
export const Source = Type.Object({ sourceId: Id, sourceName: Type.String() });

const Moment = { description: "YYYY-MM-DDTHH:MM:SS, the city's civil time" };

export const ServiceRequest = Type.Object({
  requestId: Id,
  srnumber: Type.String(),
  councilId: Id,
  councilName: Type.String(),
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
});

const Geometry = Type.Object({ type: Type.String(), coordinates: Type.Array(Type.Unknown()) });

export const Features = Type.Object({
  type: Type.Literal("FeatureCollection"),
  features: Type.Array(
    Type.Object({
      type: Type.Literal("Feature"),
      geometry: Geometry,
      properties: Type.Object({ council_id: Id, council_name: Type.String(), nc_id: Type.String() }),
    }),
  ),
});

export const IdParams = Type.Object({ id: Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 }) });
