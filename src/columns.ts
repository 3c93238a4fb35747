import type { Column } from "./definition.js";
import type { AdditiveMeasure, Field } from "./query/index.js";

interface Named {
  en: string;
  es: string;
  format?: Column["format"];
}

/** What the columns of answers are called in tables and on axes, and how their values are written. */
export const COLUMNS = {
  created_year: { en: "Year", es: "Año" },
  created_month: { en: "Month", es: "Mes" },
  created_date: { en: "Day created", es: "Día de creación", format: "day" },
  created_dow: { en: "Day of week", es: "Día de la semana" },
  created_hour: { en: "Hour", es: "Hora" },
  closed_date: { en: "Day closed", es: "Día de cierre", format: "day" },
  days_to_close: { en: "Days to close", es: "Días hasta el cierre", format: "integer" },
  type_name: { en: "Request type", es: "Tipo de solicitud" },
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
  days_to_close_p25: { en: "Days to close, first quartile", es: "Días hasta el cierre, primer cuartil", format: "integer" },
  days_to_close_p50: { en: "Days to close, median", es: "Días hasta el cierre, mediana", format: "integer" },
  days_to_close_p75: { en: "Days to close, third quartile", es: "Días hasta el cierre, tercer cuartil", format: "integer" },
} as const satisfies Record<Field | AdditiveMeasure, Named> & Record<string, Named>;

export type ColumnKey = keyof typeof COLUMNS;

/** The columns with these keys, for a table. */
export function columns(...keys: ColumnKey[]): Column[] {
  return keys.map((key) => {
    const { en, es, ...format }: Named = COLUMNS[key];
    return { key, label: { en, es }, ...format };
  });
}
