/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | Html | readonly Html[];

/** HTML with values, of which texts stay the text that they are. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.reduce((text, string, index) => text + textOf(values[index - 1]!) + string));
}

function textOf(value: Value): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map((part: Html) => part.text).join("");
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

export interface Table {
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly (string | number | Html)[])[];
}

/** Days and moments as ISO writes them. */
const DATE = /^\d{4}-\d\d-\d\d/;

/** A table; numbers and dates stand to the right, unbroken. Without rows it is nothing. */
export function table({ caption, head, rows }: Table): Html {
  if (rows.length === 0) return html``;
  const short = head.map((_, column) => rows.every((row) => isShort(row[column]!)));
  const mark = (column: number) => (short[column] ? html` class="number"` : html``);
  const cell = (value: string | number | Html, column: number) => {
    const shown = typeof value === "number" ? value.toLocaleString("en-US") : value;
    return column === 0 ? html`<th scope="row" ${mark(0)}>${shown}</th>` : html`<td${mark(column)}>${shown}</td>`;
  };
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((name, column) => html`<th scope="col" ${mark(column)}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(cell)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
}

function isShort(value: string | number | Html): boolean {
  return typeof value === "number" || DATE.test(value instanceof Html ? value.text.replace(/<[^>]*>/g, "") : value);
}

const STYLE = `:root { color-scheme: light dark; color: CanvasText; background: Canvas; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2 { line-height: 1.25; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin-block: 1.5rem; }
table { border-collapse: collapse; }
caption { text-align: start; font-weight: 600; padding-block: .25rem; }
th, td { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0; border-block-end: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); }
th[scope="row"] { font-weight: 400; overflow-wrap: anywhere; min-width: 5rem; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
th[scope="row"].number { min-width: 0; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; }
@media (min-width: 40rem) { dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1.5rem; } }`;

/** A whole page that needs nothing besides. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.text;
}
