/** Draws a map: ground, outlines of areas, and the marks with what they are of. */
import type { Theme } from "../figure/theme.js";
import type { Mark } from "./clusters.js";
import type { Outlines } from "./outlines.js";
import { onScreen, type Place, type Size, type View } from "./projection.js";
import type { Tiles } from "./tiles.js";

/** What is to be seen. */
export interface Scene {
  size: Size;
  view: View;
  theme: Theme;
  /** The colour of each entity. */
  colors: readonly string[];
  marks: readonly Mark[];
  outlines: Outlines | null;
  tiles: Tiles | null;
  /** What the reader points at. */
  pointed: Mark | null;
  /** A number in the reader's language. */
  format: (count: number) => string;
}

/** Radius of a point in pixels. */
const POINT = 6;
/** Radius of the smallest cluster, what it grows by with each digit of its number, and what it grows to. */
const SMALLEST = 11;
const GROWTH = 4.5;
const LARGEST = 34;
/** Width of the ring of colours around a cluster. */
const RING = 4;

/** Radius of a mark in pixels: the number in it has room. */
export function radiusOf({ count, row }: Mark): number {
  return row === null ? Math.min(LARGEST, SMALLEST + GROWTH * Math.log10(count)) : POINT;
}

/** Draws on a canvas of which a unit is a pixel of the page. */
export function paintMap(context: CanvasRenderingContext2D, scene: Scene): void {
  const { size, view, theme, marks, outlines, tiles } = scene;
  context.fillStyle = theme.raised;
  context.fillRect(0, 0, size.width, size.height);
  tiles?.draw(context, view, size);
  outlines?.draw(context, view, size, theme.control, tiles ? null : theme.surface);
  context.font = `600 ${Math.max(10, Math.min(13, theme.fontSize))}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const mark of marks) paintMark(context, mark, onScreen(mark, view, size), scene);
}

function paintMark(context: CanvasRenderingContext2D, mark: Mark, at: Place, scene: Scene): void {
  const { theme, colors, pointed } = scene;
  const radius = radiusOf(mark);
  if (mark.id === pointed?.id) disc(context, at, radius + 3, theme.text);
  if (mark.row === null) {
    disc(context, at, radius, theme.surface);
    ring(context, mark, at, radius - RING / 2, colors);
    context.fillStyle = theme.text;
    context.fillText(scene.format(mark.count), at.x, at.y + 0.5);
  } else {
    disc(context, at, radius, theme.surface);
    disc(context, at, radius - 1.25, colors[mark.shares[0]![0]]!);
  }
}

function disc(context: CanvasRenderingContext2D, { x, y }: Place, radius: number, color: string): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
}

/** The shares of the entities, clockwise from the top. */
function ring(
  context: CanvasRenderingContext2D,
  { shares, count }: Mark,
  { x, y }: Place,
  radius: number,
  colors: readonly string[],
): void {
  context.lineWidth = RING;
  let from = -Math.PI / 2;
  for (const [entity, n] of shares) {
    const to = from + (2 * Math.PI * n) / count;
    context.beginPath();
    context.arc(x, y, radius, from, to);
    context.strokeStyle = colors[entity]!;
    context.stroke();
    from = to;
  }
}

/** The mark at a point of the screen, within some pixels of it: the nearest one. */
export function markAt(point: Place, marks: readonly Mark[], view: View, size: Size, slack: number): Mark | null {
  let found: Mark | null = null;
  let least = Infinity;
  for (const mark of marks) {
    const at = onScreen(mark, view, size);
    const beyond = Math.hypot(at.x - point.x, at.y - point.y) - radiusOf(mark);
    if (beyond <= slack && beyond < least) [found, least] = [mark, beyond];
  }
  return found;
}
