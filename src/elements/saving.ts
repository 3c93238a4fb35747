/** What readers can save of a chart or a table, each as a file that says where it comes from. */
import { html, type LitElement, type TemplateResult } from "lit";
import type { Exhibit } from "../export/around.js";
import { csvOf } from "../export/csv.js";
import type { ExportFormat } from "../export/event.js";
import type { Facts } from "../export/facts.js";
import { fileName } from "../export/file-name.js";
import { handOver } from "../export/save.js";
import { pngFile, svgFile } from "../export/files.js";
import { WIDTH } from "../export/frame.js";
import type { Formats } from "../locale/formats.js";
import { fill, type Words } from "../locale/words.js";
import type { Column, Row } from "../report.js";
import { todayHere } from "../stats/days.js";
import { columnLabel } from "./cell.js";
import { mapPictureOf, type MapExhibit } from "./map-studio.js";
import type { MenuItem } from "./menu.js";
import { MENU_PARTS } from "./parts.js";
import { pictureOf } from "./studio.js";

/** What is saved from: the element that tells the page of it, and what it shows. */
export interface Shown {
  element: HTMLElement;
  heading: string;
  columns: readonly Column[];
  /** In the order in which they are shown. */
  rows: readonly Row[];
  note: string | undefined;
  facts: Facts;
  words: Words;
  formats: Formats;
}

/** The button that opens the list of what can be saved. */
export function saveMenu(heading: string, words: Words, items: () => readonly MenuItem[], aside: boolean): TemplateResult {
  return html`<report-311-menu
    exportparts=${MENU_PARTS}
    .label=${words.save}
    .about=${heading}
    .items=${items}
    .aside=${aside}
    .words=${words}
  ></report-311-menu>`;
}

/** What can be saved of a chart that the element shows: its rows in this order, and pictures. */
export function chartItems(element: LitElement, exhibit: Exhibit, rows: readonly Row[]): MenuItem[] {
  const { figure, words } = exhibit;
  const shown = { ...exhibit, element, rows, columns: figure.table.columns, note: figure.note };
  return [
    { label: words.saveCsv, run: () => saveRows(shown) },
    ...pictureItems(element, exhibit, () => pictureOf(element, exhibit, ALONE, todayHere())),
  ];
}

/** What can be saved of a map: its rows in this order, and pictures of what is seen of it. */
export function mapItems(element: LitElement, exhibit: MapExhibit, rows: readonly Row[]): MenuItem[] {
  const { map, words } = exhibit;
  const shown = { ...exhibit, element, rows, columns: map.table.columns, note: map.note };
  return [
    { label: words.saveCsv, run: () => saveRows(shown) },
    ...pictureItems(element, exhibit, () => mapPictureOf(element, exhibit, ALONE, todayHere())),
  ];
}

/** Saves the rows as a CSV file. */
export async function saveRows({ element, heading, columns, rows, note, facts, words, formats }: Shown): Promise<string> {
  const labelled = columns.map((column) => ({ key: column.key, label: columnLabel(column, formats) }));
  const sheet = { title: heading, columns: labelled, rows, ...(note && { note }) };
  return save(element, "csv", fileName(facts, heading, "csv"), await csvOf(sheet, facts, todayHere(), words), words);
}

/** Pixels of the file for each of the picture, so that it is sharp on fine screens. */
const SCALE = 2;

/** A picture stands by itself. */
const ALONE = { width: WIDTH, isAmongOthers: false };

/** Saves a picture, which the element draws anew within itself. */
function pictureItems(
  element: LitElement,
  { heading, facts, words }: Pick<Shown, "heading" | "facts" | "words">,
  draw: () => Promise<SVGSVGElement>,
): MenuItem[] {
  const savePicture = async (format: "png" | "svg"): Promise<string> => {
    const picture = await draw();
    const content = format === "svg" ? svgFile(picture) : await pngFile(picture, SCALE);
    return save(element, format, fileName(facts, heading, format), content, words);
  };
  return [
    { label: words.savePng, run: () => savePicture("png") },
    { label: words.saveSvg, run: () => savePicture("svg") },
  ];
}

/** Tells the page of a file first, and the reader after it is saved. */
function save(element: HTMLElement, format: ExportFormat, name: string, content: Blob, words: Words): string {
  return handOver(element, format, name, content) ? fill(words.savedAs, { name }) : "";
}
