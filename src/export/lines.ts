import { widthOf } from "../figure/text.js";

/**
 * Texts one after the other, in lines no wider than that many pixels: broken between texts where they find room in one line,
 * else between words, and within a word that is wider by itself.
 */
export function linesOf(texts: readonly string[], width: number, font: string): string[] {
  const fits = (line: string): boolean => widthOf(line, font) <= width;
  const words = texts.flatMap((text, i) => {
    const whole = i < texts.length - 1 ? `${text} ·` : text;
    return fits(whole) ? [whole] : whole.split(/\s+/u);
  });
  const lines: string[] = [];
  let line = "";
  for (const word of words.filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = "";
    for (const sign of word) {
      if (line && !fits(line + sign)) {
        lines.push(line);
        line = "";
      }
      line += sign;
    }
  }
  return line ? [...lines, line] : lines;
}
