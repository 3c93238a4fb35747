/**
 * Web Mercator, the projection of map tiles: the world as a square from 0 to 1, from west to east and from north to south, of
 * which a view shows a part.
 */
/** A place in the world, or a point in pixels. */
export interface Place {
  x: number;
  y: number;
}

/** What is seen: the place in the middle, and how near. At zoom 0 the world is one tile wide, at each further one twice as wide. */
export interface View extends Place {
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A rectangle of the world. */
export interface Box {
  from: Place;
  to: Place;
}

/** Width of a tile in pixels. */
export const TILE = 256;

/** How near and how far a view may be. At the nearest a house fills a good part of the screen. */
export const NEAREST = 18;
const FARTHEST = 1;

/** Where the square ends. */
const NORTHERNMOST = 85.0511287798066;

/** The place of degrees of longitude and latitude (WGS 84). */
export function placeOf(longitude: number, latitude: number): Place {
  const sine = Math.sin((Math.max(-NORTHERNMOST, Math.min(NORTHERNMOST, latitude)) * Math.PI) / 180);
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** The degrees of a place. */
export function degreesOf({ x, y }: Place): [longitude: number, latitude: number] {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI];
}

/** Width of the world in pixels. */
export function worldAt(zoom: number): number {
  return TILE * 2 ** zoom;
}

/** Where a place is seen, in pixels from the left and the top. */
export function onScreen({ x, y }: Place, view: View, { width, height }: Size): Place {
  const world = worldAt(view.zoom);
  return { x: (x - view.x) * world + width / 2, y: (y - view.y) * world + height / 2 };
}

/** The place that is seen there. */
export function fromScreen({ x, y }: Place, view: View, { width, height }: Size): Place {
  const world = worldAt(view.zoom);
  return { x: view.x + (x - width / 2) / world, y: view.y + (y - height / 2) / world };
}

/** The view after what is seen was moved by some pixels. */
export function movedBy(view: View, right: number, down: number): View {
  const world = worldAt(view.zoom);
  return limited({ ...view, x: view.x - right / world, y: view.y - down / world });
}

/** The view at another zoom, in which what is seen at a point stays there. */
export function zoomedAbout(view: View, zoom: number, point: Place, size: Size): View {
  const near = limited({ ...view, zoom });
  const [stays, seen] = [fromScreen(point, view, size), fromScreen(point, near, size)];
  return limited({ ...near, x: near.x + stays.x - seen.x, y: near.y + stays.y - seen.y });
}

/** What of the world is seen, and so many pixels around it. */
export function seenIn(view: View, size: Size, around = 0): Box {
  const from = fromScreen({ x: -around, y: -around }, view, size);
  return { from, to: fromScreen({ x: size.width + around, y: size.height + around }, view, size) };
}

/** The nearest view that shows a box whole, with so many pixels around it. */
export function viewOf({ from, to }: Box, { width, height }: Size, around: number): View {
  const part = Math.max(
    (to.x - from.x) / Math.max(1, width - 2 * around),
    (to.y - from.y) / Math.max(1, height - 2 * around),
    1 / worldAt(NEAREST - 2),
  );
  return limited({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, zoom: Math.log2(1 / (part * TILE)) });
}

/** The share of places at each side that may lie far from all others: rows with wrong coordinates must not decide what is seen. */
const STRAY = 0.002;

/** Where places lie: around all of them, but for a few that lie far away. Null without any. */
export function boxAround(longitude: Float64Array, latitude: Float64Array): Box | null {
  const [x, y] = [longitude, latitude].map((all) => all.filter((angle) => !Number.isNaN(angle)).sort());
  if (!x?.length || !y?.length) return null;
  const [west, east] = spanOf(x);
  const [south, north] = spanOf(y);
  return { from: placeOf(west, north), to: placeOf(east, south) };
}

function spanOf(sorted: Float64Array): [least: number, most: number] {
  const [low, high] = [STRAY, 1 - STRAY].map((part) => sorted[Math.round(part * (sorted.length - 1))]!) as [number, number];
  const around = (high - low) / 4;
  return [Math.max(sorted[0]!, low - around), Math.min(sorted.at(-1)!, high + around)];
}

function limited({ x, y, zoom }: View): View {
  const within = (value: number): number => Math.max(0, Math.min(1, value));
  return { x: within(x), y: within(y), zoom: Math.max(FARTHEST, Math.min(NEAREST, zoom)) };
}
