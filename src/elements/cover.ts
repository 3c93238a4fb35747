/** What lies over a chart's place instead of it. */
import { html, type TemplateResult } from "lit";
import type { Formats } from "../locale/formats.js";
import type { Words } from "../locale/words.js";
import type { Figure } from "../report.js";
import { TABLE_PARTS } from "./parts.js";

/** What a figure and its table have in common. */
interface Surroundings {
  heading: string;
  subject: string;
  aside: boolean;
  words: Words;
  formats: Formats;
}

/** Nothing is there to be drawn. */
export function emptyCover(message: string): TemplateResult {
  return html`<div class="message"><p>${message}</p></div>`;
}

/** Something went wrong that may work another time. */
export function errorCover(message: string, retry: () => void, words: Words, tab: number): TemplateResult {
  return html`<div class="message" role="alert">
    <p><strong>${words.errorTitle}</strong></p>
    <p>${message}</p>
    <button type="button" tabindex=${tab} @click=${retry}>${words.retry}</button>
  </div>`;
}

/** The numbers of the chart. */
export function tableCover(
  { table }: Pick<Figure, "table">,
  { heading, subject, aside, words, formats }: Surroundings,
): TemplateResult {
  return html`<report-311-table
    id="table"
    exportparts=${TABLE_PARTS}
    .columns=${table.columns}
    .rows=${table.rows}
    .subject=${subject}
    .caption=${heading}
    .aside=${aside}
    .words=${words}
    .formats=${formats}
  ></report-311-table>`;
}
