import { Type, type TSchema } from "typebox";
import type { Condition, Field } from "../../../src/query/index.js";
import type { Facts } from "../store/facts.js";

export const Day = Type.String({ format: "date" });
export const Ids = Type.Array(Type.Integer({ minimum: 0 }), { maxItems: 200 });

/** `city`: one of the cities of the data. */
export function cityParameter({ cities }: Facts) {
  return Type.Optional(
    Type.Unsafe<string>({
      type: "string",
      enum: cities.map(({ cityName }) => cityName),
      description: "Of this city (see /cities); of all when left out",
    }),
  );
}

/** `with`: properties that an answer has beyond the 2023 contract, for those who ask for them. */
export function withParameter<T extends string>(...properties: T[]) {
  return Type.Array(Type.Unsafe<T>({ type: "string", enum: properties }), {
    maxItems: properties.length,
    default: [],
    description: `Also give these properties: ${properties.join(", ")}`,
  });
}

/** A parameter schema whose value may be left out, with a text of its own. */
export function described<T extends TSchema>(schema: T, description: string) {
  return Type.Optional({ ...schema, description });
}

/** What a request may be chosen by; whatever is left out, all are chosen. Days include both ends. */
export interface Choice {
  from?: string | undefined;
  to?: string | undefined;
  typeIds?: readonly number[] | undefined;
  councilIds?: readonly number[] | undefined;
  city?: string | undefined;
}

/** The conditions of a choice; the days are those of `dated`. An id that nothing has chooses nothing. */
export function conditionsOf(
  { from, to, typeIds, councilIds, city }: Choice,
  { types, councils }: Facts,
  dated: "created_date" | "closed_date" = "created_date",
): Condition[] {
  const among = (field: Field, names: string[]): Condition => ({ field, op: "in", value: names });
  return [
    ...(from === undefined ? [] : [{ field: dated, op: ">=", value: from } as const]),
    ...(to === undefined ? [] : [{ field: dated, op: "<=", value: to } as const]),
    ...(typeIds
      ? [
          among(
            "type_name",
            types.filter(({ typeId }) => typeIds.includes(typeId)).map(({ typeName }) => typeName),
          ),
        ]
      : []),
    ...(councilIds
      ? [
          among(
            "council_name",
            councils.filter(({ councilId }) => councilIds.includes(councilId)).map(({ councilName }) => councilName),
          ),
        ]
      : []),
    ...(city === undefined ? [] : [{ field: "city_name", op: "=", value: city } as const]),
  ];
}
