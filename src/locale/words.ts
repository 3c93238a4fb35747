/** Every sentence of the library itself, by language. Reports carry their own texts. `{name}` is filled in. */
import { nearestFirst } from "./text.js";

const en = {
  about: "About",
  above: "{name} is above {other} at {n} of {total} points.",
  all: "All",
  allSame: "All values: {value}.",
  areas: "Areas: {n}.",
  asTable: "Table",
  backTo: "Back to “{title}”",
  bars: "Bars: {n}.",
  boxes: "Boxes: {n}.",
  brokenReport: "This report is not well made:",
  cannotAnswer: "This data source cannot answer what this chart asks.",
  cells: "Rows: {rows}. Columns: {columns}, from {from} to {to}.",
  chart: "chart",
  charts: "Charts: {n}.",
  chosen: "{n} chosen",
  circles: "Circles: {n}.",
  clear: "Clear: {name}",
  closePopup: "Close",
  closeTable: "Hide table",
  copied: "Copied.",
  copyHere: "This page does not let it be copied. Take the text from here:",
  copyLink: "Copy link",
  copyTag: "Copy tag (HTML)",
  custom: "Other days…",
  dataSource: "Data source",
  dataUpTo: "Data up to {day}",
  dots: "Points: {n}.",
  downloadCsv: "Download CSV",
  empty: "No requests match these filters.",
  errorTitle: "The data could not be loaded.",
  exported: "Exported",
  exportedOn: "Exported {day}",
  falls: "{name} falls from {first} to {last}.",
  fewer: "Show fewer",
  filters: "Filters",
  firstPage: "First page",
  from: "From",
  half: "half of them from {from} to {to}",
  headline: "Headline number",
  headlines: "Headline numbers",
  largest: "Largest: {name}, {value}.",
  last: "Last {n} days",
  lastPage: "Last page",
  leftOut: "Not accepted for {param} and left out: {names}. Accepted: {accepted}.",
  legend: "Legend",
  lines: "Lines: {n}, from {from} to {to}.",
  loading: "Loading…",
  map: "map",
  mapKeys: "Arrow keys move the map, + and − zoom, 0 shows all of it. The buttons after it lead from place to place.",
  mapWhole: "Show all",
  mapZoom: "Zoom",
  matches: "Matches: {n}.",
  more: "and {n} more",
  mostIn: "Nowhere more than in {name}: {n}.",
  newestDay: "Data up to",
  nextPage: "Next page",
  nextPlace: "Next place",
  noAccess: "You have no access to this data, or no longer.",
  noMatch: "No match.",
  noneChosen: "None chosen",
  noSource:
    "No source of data: set the api attribute to the URL of a server that speaks the 311 Data API, or the source attribute.",
  note: "Note",
  notSaved: "This could not be saved: {reason}",
  noValues: "No values.",
  off: "Off",
  on: "On",
  only: "The only value: {name}, {value}.",
  onMap: "On the map: {n}.",
  pages: "Pages",
  pageScheme: "the page's color-scheme",
  placeOf: "Place {n} of {total}",
  places: "Places",
  previousPage: "Previous page",
  previousPlace: "Previous place",
  print: "Print…",
  refreshing: "Updating…",
  report: "Report",
  requestsHere: "Requests here: {n}",
  resetZoom: "Reset zoom",
  retry: "Retry",
  rises: "{name} rises from {first} to {last}.",
  rows: "Rows: {n}.",
  rowsOf: "{from}–{to} of {total}",
  save: "Save",
  saveCsv: "CSV (rows)",
  savedAs: "Saved as {name}.",
  saveHeadlines: "CSV (headline numbers)",
  savePng: "PNG (picture)",
  saveSvg: "SVG (picture)",
  scale: "Colours from {from} to {to}.",
  scaleOver: "Colours from {from} over {middle} to {to}.",
  share: "Share",
  slices: "Slices: {n}.",
  smallest: "Smallest: {name}, {value}.",
  sortedDown: "Sorted by {column}, descending.",
  sortedUp: "Sorted by {column}, ascending.",
  sourceIs: "Source: {source}",
  stale: "The data could not be refreshed. This is from {time}.",
  steady: "{name} is steady, from {first} to {last}.",
  stillLoading: "Still loading…",
  synthetic: "Synthetic sample data, not real requests.",
  title: "Title",
  to: "To",
  unknownReport: "There is no report called “{name}”. Known reports: {names}.",
  unsorted: "In the original order.",
  updated: "Updated. {outcome}",
  value: "Value",
  values: "Values: {unit}.",
  walkAndChoose: "Arrow keys go through the values, Enter chooses.",
  walkChart: "Arrow keys go through the values.",
  walkCharts: "Arrow keys go from chart to chart, Enter goes to the values of one, Escape comes back.",
  wrongOrder: "{from} lies after {to}. Shown instead: {shown}.",
  wrongValue: "“{value}” is not accepted for {param}. Accepted: {accepted}. Shown instead: {shown}.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
};

export type Words = Record<keyof typeof en, string>;

const es: Words = {
  about: "Sobre",
  above: "{name} está por encima de {other} en {n} de {total} puntos.",
  all: "Todos",
  allSame: "Todos los valores: {value}.",
  areas: "Áreas: {n}.",
  asTable: "Tabla",
  backTo: "Volver a «{title}»",
  bars: "Barras: {n}.",
  boxes: "Cajas: {n}.",
  brokenReport: "Este informe no está bien hecho:",
  cannotAnswer: "Esta fuente de datos no puede responder lo que pide este gráfico.",
  cells: "Filas: {rows}. Columnas: {columns}, de {from} a {to}.",
  chart: "gráfico",
  charts: "Gráficos: {n}.",
  chosen: "{n} elegidos",
  circles: "Círculos: {n}.",
  clear: "Borrar: {name}",
  closePopup: "Cerrar",
  closeTable: "Ocultar la tabla",
  copied: "Copiado.",
  copyHere: "Esta página no permite copiar. Tome el texto de aquí:",
  copyLink: "Copiar el enlace",
  copyTag: "Copiar la etiqueta (HTML)",
  custom: "Otros días…",
  dataSource: "Fuente de los datos",
  dataUpTo: "Datos hasta el {day}",
  dots: "Puntos: {n}.",
  downloadCsv: "Descargar CSV",
  empty: "Ninguna solicitud coincide con estos filtros.",
  errorTitle: "No se pudieron cargar los datos.",
  exported: "Exportado",
  exportedOn: "Exportado el {day}",
  falls: "{name} baja de {first} a {last}.",
  fewer: "Mostrar menos",
  filters: "Filtros",
  firstPage: "Primera página",
  from: "Desde",
  half: "la mitad entre {from} y {to}",
  headline: "Cifra principal",
  headlines: "Cifras principales",
  largest: "Mayor: {name}, {value}.",
  last: "Últimos {n} días",
  lastPage: "Última página",
  leftOut: "No se acepta para {param} y se omite: {names}. Se acepta: {accepted}.",
  legend: "Leyenda",
  lines: "Líneas: {n}, de {from} a {to}.",
  loading: "Cargando…",
  map: "mapa",
  mapKeys:
    "Las flechas mueven el mapa, + y − cambian el zoom, 0 lo muestra entero. Los botones que siguen llevan de lugar en lugar.",
  mapWhole: "Mostrar todo",
  mapZoom: "Ampliar y reducir",
  matches: "Coincidencias: {n}.",
  more: "y {n} más",
  mostIn: "En ningún lugar más que en {name}: {n}.",
  newestDay: "Datos hasta",
  nextPage: "Página siguiente",
  nextPlace: "Lugar siguiente",
  noAccess: "No tiene acceso a estos datos, o ya no lo tiene.",
  noMatch: "Sin coincidencias.",
  noneChosen: "Ninguno elegido",
  noSource:
    "No hay fuente de datos: ponga en el atributo api la URL de un servidor que hable la API de 311 Data, o use el atributo source.",
  note: "Nota",
  notSaved: "No se pudo guardar: {reason}",
  noValues: "Sin valores.",
  off: "No",
  on: "Sí",
  only: "El único valor: {name}, {value}.",
  onMap: "En el mapa: {n}.",
  pages: "Páginas",
  pageScheme: "el color-scheme de la página",
  placeOf: "Lugar {n} de {total}",
  places: "Lugares",
  previousPage: "Página anterior",
  previousPlace: "Lugar anterior",
  print: "Imprimir…",
  refreshing: "Actualizando…",
  report: "Informe",
  requestsHere: "Solicitudes aquí: {n}",
  resetZoom: "Restablecer el zoom",
  retry: "Reintentar",
  rises: "{name} sube de {first} a {last}.",
  rows: "Filas: {n}.",
  rowsOf: "{from}–{to} de {total}",
  save: "Guardar",
  saveCsv: "CSV (filas)",
  savedAs: "Guardado como {name}.",
  saveHeadlines: "CSV (cifras principales)",
  savePng: "PNG (imagen)",
  saveSvg: "SVG (imagen)",
  scale: "Colores de {from} a {to}.",
  scaleOver: "Colores de {from} a {to}, con {middle} en medio.",
  share: "Compartir",
  slices: "Sectores: {n}.",
  smallest: "Menor: {name}, {value}.",
  sortedDown: "Por {column}, de mayor a menor.",
  sortedUp: "Por {column}, de menor a mayor.",
  sourceIs: "Fuente: {source}",
  stale: "No se pudieron actualizar los datos. Estos son del {time}.",
  steady: "{name} se mantiene, de {first} a {last}.",
  stillLoading: "Todavía se está cargando…",
  synthetic: "Datos sintéticos de muestra, no solicitudes reales.",
  title: "Título",
  to: "Hasta",
  unknownReport: "No existe ningún informe llamado «{name}». Informes conocidos: {names}.",
  unsorted: "En el orden original.",
  updated: "Actualizado. {outcome}",
  value: "Valor",
  values: "Valores: {unit}.",
  walkAndChoose: "Las flechas recorren los valores; Intro elige.",
  walkChart: "Las flechas recorren los valores.",
  walkCharts: "Las flechas van de un gráfico a otro, Intro va a los valores de uno, Escape regresa.",
  wrongOrder: "{from} es posterior a {to}. En su lugar se muestra: {shown}.",
  wrongValue: "No se acepta «{value}» para {param}. Se acepta: {accepted}. En su lugar se muestra: {shown}.",
  zoomIn: "Acercar",
  zoomOut: "Alejar",
};

/** What there is, by language; English and Spanish are complete. */
const known = new Map<string, Partial<Words>>([
  ["en", en],
  ["es", es],
]);
const made = new Map<string, Words>();
const watchers = new Set<() => void>();

/**
 * Adds words of a language, or replaces some, on the whole page and at once. What is missing is taken from the next wider language
 * (`es` for `es-MX`), and from English at last. A language that has words has its numbers and days as well.
 * @throws RangeError for what is no BCP 47 tag.
 */
export function registerWords(lang: string, words: Partial<Words>): void {
  const { baseName } = new Intl.Locale(lang);
  const given = Object.entries(words).filter(([, sentence]) => sentence);
  known.set(baseName, { ...known.get(baseName), ...Object.fromEntries(given) });
  made.clear();
  for (const watcher of watchers) watcher();
}

/** Calls back when words are added; returns a function that ends it. */
export function onWords(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Whether there are words in a language, or in one that may be used for it. */
export function hasWords(tag: string): boolean {
  return nearestFirst(tag).some((language) => known.has(language));
}

/** The words for readers of a language; each that is missing in a wider one, in English at last. */
export function wordsFor(tag: string): Words {
  let words = made.get(tag);
  if (!words) made.set(tag, (words = ["en", ...nearestFirst(tag).toReversed()].reduce(laidOver, en)));
  return words;
}

function laidOver(words: Words, language: string): Words {
  return { ...words, ...known.get(language) };
}

/** Fills the `{name}` places of a sentence. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
