import type { Column } from "./definition.js";
import type { AdditiveMeasure, Field, REQUEST_COLUMNS } from "./query/index.js";

interface Named {
  en: string;
  es: string;
  format?: Column["format"];
}

/** What the columns of answers are called in tables and on axes, and how their values are written. */
export const COLUMNS = {
  created_year: { en: "Year", es: "Año" },
  created_month: { en: "Month", es: "Mes" },
  month: { en: "Month", es: "Mes", format: "month" },
  created_date: { en: "Day created", es: "Día de creación", format: "day" },
  created_dow: { en: "Day of week", es: "Día de la semana" },
  created_hour: { en: "Hour", es: "Hora" },
  closed_date: { en: "Day closed", es: "Día de cierre", format: "day" },
  days_to_close: { en: "Days to close", es: "Días hasta el cierre", format: "integer" },
  type_name: { en: "Request type", es: "Tipo de solicitud" },
  category: { en: "Category", es: "Categoría" },
  council_name: { en: "Neighborhood council", es: "Consejo vecinal" },
  region_name: { en: "Region", es: "Región" },
  agency_name: { en: "Agency", es: "Departamento" },
  source_name: { en: "Source", es: "Medio" },
  city_name: { en: "City", es: "Ciudad" },
  status: { en: "Status", es: "Estado" },
  count: { en: "Requests", es: "Solicitudes", format: "integer" },
  share: { en: "Share", es: "Proporción", format: "share" },
  closed: { en: "Closed", es: "Cerradas", format: "integer" },
  open: { en: "Still open", es: "Aún abiertas", format: "integer" },
  days_to_close_n: { en: "Closed requests counted", es: "Solicitudes cerradas contadas", format: "integer" },
  days_to_close_km: {
    en: "Days to close, median with open requests counted (Kaplan–Meier)",
    es: "Días hasta el cierre, mediana contando las abiertas (Kaplan–Meier)",
    format: "integer",
  },
  days_to_close_p25: { en: "Days to close, first quartile", es: "Días hasta el cierre, primer cuartil", format: "integer" },
  days_to_close_p50: { en: "Days to close, median", es: "Días hasta el cierre, mediana", format: "integer" },
  days_to_close_p75: { en: "Days to close, third quartile", es: "Días hasta el cierre, tercer cuartil", format: "integer" },
  first: { en: "Days to close, from", es: "Días hasta el cierre, desde", format: "integer" },
  last: { en: "to", es: "hasta", format: "integer" },
  per_day: { en: "Requests per day", es: "Solicitudes por día", format: "decimal" },
  per_10000: { en: "Requests per 10,000 residents", es: "Solicitudes por cada 10\u00a0000 habitantes", format: "decimal" },
} as const satisfies Record<Field | AdditiveMeasure, Named> & Record<string, Named>;

export type ColumnKey = keyof typeof COLUMNS;

/** The columns with these keys, for a table. */
export function columns(...keys: ColumnKey[]): Column[] {
  return keys.map((key) => columnOf(key, COLUMNS[key]));
}

/** What those columns of single requests are called that no other answer has, or has with another meaning. */
const OF_REQUESTS = {
  srnumber: { en: "SR number", es: "Número de solicitud" },
  created: { en: "Created", es: "Creada", format: "moment" },
  closed: { en: "Closed", es: "Cerrada", format: "moment" },
  address: { en: "Address", es: "Dirección" },
  latitude: { en: "Latitude", es: "Latitud" },
  longitude: { en: "Longitude", es: "Longitud" },
} as const satisfies Partial<Record<RequestColumn, Named>>;

type RequestColumn = (typeof REQUEST_COLUMNS)[number];

/** The columns of single requests with these keys, for a table. */
export function requestColumns(...keys: (keyof typeof OF_REQUESTS | Extract<ColumnKey, RequestColumn>)[]): Column[] {
  return keys.map((key) => columnOf(key, { ...COLUMNS, ...OF_REQUESTS }[key]));
}

function columnOf(key: string, { format, ...label }: Named): Column {
  return { key, label, ...(format && { format }) };
}
