/** Every sentence of the library itself, by language. Reports carry their own texts. `{name}` is filled in. */
const en = {
  all: "All",
  asTable: "Table",
  brokenReport: "This report is not well made:",
  cannotAnswer: "This data source cannot answer what this chart asks.",
  chartOf: "Chart: {title}.",
  closeTable: "Hide table",
  custom: "Other days…",
  dataUpTo: "Data up to {day}",
  empty: "No requests match these filters.",
  errorTitle: "The data could not be loaded.",
  from: "From",
  last: "Last {n} days",
  largest: "Largest: {name}, {value}.",
  legend: "Legend",
  loading: "Loading…",
  noSource: "No source of data: set the api attribute to the URL of a server that speaks the 311 Data API.",
  refreshing: "Updating…",
  resetZoom: "Reset zoom",
  retry: "Retry",
  scale: "Colours from {from} to {to}.",
  series: "{count} series, {points} points.",
  smallest: "Smallest: {name}, {value}.",
  stale: "The data could not be refreshed. This is from {time}.",
  showMore: "Show more rows",
  synthetic: "Synthetic sample data, not real requests.",
  to: "To",
  trend: "{name}: from {first} to {last}.",
  unknownReport: "There is no report called “{name}”. Known reports: {names}.",
  walkAndChoose: "Arrow keys go through the values, Enter chooses.",
  walkChart: "Arrow keys go through the values.",
  wrongValue: "“{value}” is not accepted for {param}. Accepted: {accepted}. Shown instead: {shown}.",
  wrongOrder: "{from} lies after {to}. Shown instead: {shown}.",
};

export type Words = Record<keyof typeof en, string>;

const es: Words = {
  all: "Todos",
  asTable: "Tabla",
  brokenReport: "Este informe no está bien hecho:",
  cannotAnswer: "Esta fuente de datos no puede responder lo que pide este gráfico.",
  chartOf: "Gráfico: {title}.",
  closeTable: "Ocultar la tabla",
  custom: "Otros días…",
  dataUpTo: "Datos hasta el {day}",
  empty: "Ninguna solicitud coincide con estos filtros.",
  errorTitle: "No se pudieron cargar los datos.",
  from: "Desde",
  last: "Últimos {n} días",
  largest: "Mayor: {name}, {value}.",
  legend: "Leyenda",
  loading: "Cargando…",
  noSource: "No hay fuente de datos: ponga en el atributo api la URL de un servidor que hable la API de 311 Data.",
  refreshing: "Actualizando…",
  resetZoom: "Restablecer el zoom",
  retry: "Reintentar",
  scale: "Colores de {from} a {to}.",
  series: "{count} series, {points} puntos.",
  smallest: "Menor: {name}, {value}.",
  stale: "No se pudieron actualizar los datos. Estos son del {time}.",
  showMore: "Mostrar más filas",
  synthetic: "Datos sintéticos de muestra, no solicitudes reales.",
  to: "Hasta",
  trend: "{name}: de {first} a {last}.",
  unknownReport: "No existe ningún informe llamado «{name}». Informes conocidos: {names}.",
  walkAndChoose: "Las flechas recorren los valores; Intro elige.",
  walkChart: "Las flechas recorren los valores.",
  wrongValue: "No se acepta «{value}» para {param}. Se acepta: {accepted}. En su lugar se muestra: {shown}.",
  wrongOrder: "{from} es posterior a {to}. En su lugar se muestra: {shown}.",
};

/** The languages that are complete. */
export const LANGUAGES = ["en", "es"];

/** The words of the language a BCP 47 tag names; English where there are none. */
export function wordsFor(tag: string): Words {
  return /^es\b/i.test(tag) ? es : en;
}

/** Fills the `{name}` places of a sentence. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
