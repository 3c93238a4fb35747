/** A chart as a picture for newsletters: what it is about over it, its legend, what it means and where it comes from under it. */
import { node } from "../figure/svg.js";
import type { Theme } from "../figure/theme.js";
import { widthOf } from "../figure/text.js";
import { linesOf } from "./lines.js";

/**
 * Width in pixels: the column of a newsletter. Mail programs show about 600 pixels in any window, and cut or scale what is wider.
 * The height follows from what there is to say, of which nothing is left out.
 */
export const WIDTH = 600;
const MARGIN = 20;

/** Width of the drawing within a picture. */
export function innerWidth(width: number): number {
  return width - 2 * MARGIN;
}

/** What the legend names, with a piece of its drawing. */
export interface Sign {
  label: string;
  swatch: SVGSVGElement;
}

/** Numbers as colours. */
export interface Scale {
  /** From the smallest to the largest, with the one in the middle if there is one. */
  numbers: readonly string[];
  colors: readonly string[];
}

/** What stands around a drawing. */
export interface Around {
  /** Width of the whole picture. */
  width: number;
  /** What is over the title, in small. */
  over: string;
  title: string;
  /** What was chosen, a text for each choice. */
  choices: readonly string[];
  legend: readonly Sign[];
  scale: Scale | null;
  note: string;
  origin: readonly string[];
  /** For those who do not see it. */
  description: string;
}

interface Style {
  size: number;
  color: string;
  weight?: number;
}

/** The drawing with what stands around it, as an image of its own. */
export function framed(drawing: SVGSVGElement, around: Around, theme: Theme, lang: string): SVGSVGElement {
  const { width } = around;
  const inner = innerWidth(width);
  const picture = node("svg", { width, "font-family": theme.font, role: "img", "xml:lang": lang });
  const ground = node("rect", { width, fill: theme.surface });
  picture.append(node("title", {}, around.title), node("desc", {}, around.description), ground);
  let y = MARGIN;
  const write = (texts: readonly string[], style: Style, gap: number): void => {
    if (!texts.join("")) return;
    const { nodes, height } = paragraph(texts, MARGIN, y, inner, style, theme.font);
    picture.append(...nodes);
    y += height + gap;
  };
  const small = { size: 12, color: theme.muted };
  write([around.over], small, 2);
  write([around.title], { size: 18, color: theme.text, weight: 600 }, 4);
  write(around.choices, small, 4);
  drawing.setAttribute("x", String(MARGIN));
  drawing.setAttribute("y", String((y += 6)));
  picture.append(drawing);
  y += Number(drawing.getAttribute("height")) + 8;
  const key = around.scale ? scale(around.scale, y, theme) : legend(around.legend, y, inner, theme);
  picture.append(...key.nodes);
  y += key.height && key.height + 8;
  write([around.note], small, 8);
  if (around.origin.length) {
    picture.append(node("path", { d: `M${MARGIN},${y + 0.5}H${width - MARGIN}`, stroke: theme.grid }));
    y += 8;
    write(around.origin, small, 0);
  }
  const height = Math.ceil(y + MARGIN - 4);
  picture.setAttribute("height", String(height));
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  ground.setAttribute("height", String(height));
  return picture;
}

interface Part {
  nodes: SVGElement[];
  height: number;
}

/** What a font that is not the measured one may be wider. */
const SLACK = 0.97;

function paragraph(
  texts: readonly string[],
  x: number,
  y: number,
  width: number,
  { size, color, weight = 400 }: Style,
  font: string,
): Part {
  const lines = linesOf(texts, width * SLACK, `${weight} ${size}px ${font}`);
  const high = Math.round(size * 1.35);
  const style = { "font-size": size, "font-weight": weight, fill: color };
  const nodes = lines.map((line, i) => node("text", { x, y: y + i * high + size, ...style }, line));
  return { nodes, height: lines.length * high };
}

const GAP = 6;
const TEXT = 13;

/** Entries one after the other, in as many rows as they need. */
function legend(signs: readonly Sign[], top: number, width: number, theme: Theme): Part {
  const font = `${TEXT}px ${theme.font}`;
  const nodes: SVGElement[] = [];
  let [x, y, high] = [0, top, 0];
  for (const { label, swatch } of signs) {
    const before = swatch.width.baseVal.value + GAP;
    const wide = before + Math.min(Math.ceil(widthOf(label, font) / SLACK), width - before);
    if (x > 0 && x + wide > width) [x, y, high] = [0, y + high, 0];
    swatch.setAttribute("x", String(MARGIN + x));
    swatch.setAttribute("y", String(y + 2));
    const text = paragraph([label], MARGIN + x + before, y, width - before, { size: TEXT, color: theme.text }, theme.font);
    nodes.push(swatch, ...text.nodes);
    high = Math.max(high, text.height + 4);
    x += wide + 2 * GAP;
  }
  return { nodes, height: signs.length ? y + high - top : 0 };
}

const BAR = 120;

/** The colours between each number and the next. */
function scale({ numbers, colors }: Scale, y: number, theme: Theme): Part {
  const nodes: SVGElement[] = [];
  const step = (colors.length - 1) / (numbers.length - 1);
  let x = MARGIN;
  for (const [i, number] of numbers.entries()) {
    nodes.push(node("text", { x, y: y + TEXT, "font-size": TEXT, fill: theme.text }, number));
    x += Math.ceil(widthOf(number, `${TEXT}px ${theme.font}`) / SLACK) + GAP;
    if (i === numbers.length - 1) break;
    const between = colors.slice(i * step, (i + 1) * step + 1);
    const stops = between.map((color, at) => node("stop", { offset: at / (between.length - 1), "stop-color": color }));
    nodes.push(
      node("linearGradient", { id: `scale-${i}` }, ...stops),
      node("rect", { x, y: y + 3, width: BAR, height: 11, rx: 3, fill: `url(#scale-${i})` }),
    );
    x += BAR + GAP;
  }
  return { nodes, height: TEXT * 1.35 };
}
