/** Text on its way into Plotly, which reads `<b>`, `<a href>` and entities in every string it draws. */

const MARKUP: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Plotly draws what this returns as the text that was put in. */
export function literal(text: string): string {
  return text.replace(/[&<>]/g, (sign) => MARKUP[sign]!);
}

/** An author's template: line breaks and `<extra>` stay, all other markup is shown as it is. */
export function template(text: string): string {
  return text.replace(/&|<(?!br>|\/?extra>)/g, (sign) => MARKUP[sign]!);
}

/** Shortened to a number of signs, the last of which is an ellipsis. */
export function shorten(text: string, signs: number): string {
  const all = [...text];
  return all.length <= signs
    ? text
    : `${all
        .slice(0, Math.max(1, signs - 1))
        .join("")
        .trimEnd()}…`;
}

/** Broken into lines of at most that many signs, between words where there are any. Two names never become the same. */
export function wrap(text: string, signs: number): string {
  if (text.length <= signs) return literal(text);
  const lines = text.match(new RegExp(`.{1,${signs}}(?=\\s|$)\\s?|.{1,${signs}}`, "gsu")) ?? [];
  return lines.map(literal).join("<br>");
}

const measured = new Map<string, number>();
let canvas: CanvasRenderingContext2D | null | undefined;
let lastFont = "";

/** Width of a text in pixels. */
export function widthOf(text: string, font: string): number {
  const key = `${font}\n${text}`;
  let width = measured.get(key);
  if (width === undefined) {
    canvas ??= document.createElement("canvas").getContext("2d");
    if (lastFont !== font) canvas!.font = lastFont = font;
    width = canvas!.measureText(text).width;
    if (measured.size > 5000) measured.clear();
    measured.set(key, width);
  }
  return width;
}

/** Measures anew from now on. */
export function forgetWidths(): void {
  measured.clear();
}
