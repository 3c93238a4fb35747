/** Points that lie close to each other, as one mark. */
import Supercluster from "supercluster";
import { degreesOf, NEAREST, placeOf, TILE, type Box, type Place } from "./projection.js";
import { slicesOf } from "./slices.js";

/** What is drawn at a place: one point, or a cluster of them. */
export interface Mark extends Place {
  /** Tells it from other marks. */
  id: number;
  count: number;
  /** How many are of which entity, the most frequent first. */
  shares: readonly (readonly [entity: number, count: number])[];
  /** The point's row; null for a cluster. */
  row: number | null;
}

/** Where points are, and of which entity each is. */
export interface Points {
  longitude: Float64Array;
  latitude: Float64Array;
  /** An index for each point. */
  entity: ArrayLike<number>;
}

/** Points that are closer than this become one mark, in pixels. */
const RADIUS = 52;

/** So many points are brought together at a time: what that takes, nobody notices. */
const AT_ONCE = 5000;

/** The entities of the points in a cluster as they came together; they are counted only where the cluster is seen. */
type Together = number | readonly [Together, Together];

/** What is known of a cluster: also the sums of where its points are. */
interface Several extends Place {
  entities: Together;
  count: number;
}

/** What is brought together: a row, or a mark of a slice; `of` is the mark's id. */
interface Part extends Several {
  of: number;
}

type Index = Supercluster<Part, Several>;

type Degrees = readonly [west: number, north: number, east: number, south: number];
const WORLD: Degrees = [-180, 90, 180, -90];

function indexOf(parts: readonly Part[], maxZoom: number): Index {
  const index: Index = new Supercluster({
    maxZoom,
    radius: RADIUS,
    extent: TILE,
    nodeSize: 16,
    map: ({ entities, count, x, y }) => ({ entities, count, x, y }),
    reduce: (all, more) => {
      all.entities = [all.entities, more.entities];
      all.count += more.count;
      all.x += more.x;
      all.y += more.y;
    },
  });
  return index.load(
    parts.map((part) => ({
      type: "Feature",
      properties: part,
      geometry: { type: "Point", coordinates: degreesOf({ x: part.x / part.count, y: part.y / part.count }) },
    })),
  );
}

/**
 * Brings points together for every zoom, without those that have no place or whose entity is left out. Many are brought together
 * slice by slice of the world, and what comes of the slices once more for views from afar: who has others to serve can do so in
 * between.
 */
export function* clustersOf(
  { longitude, latitude, entity }: Points,
  isShown: (entity: number) => boolean = () => true,
): Generator<void, Clusters> {
  const rows = Array.from(longitude, (_, row) => row).filter(
    (row) => !Number.isNaN(longitude[row]! + latitude[row]!) && isShown(entity[row]!),
  );
  const slices: Index[] = [];
  for (const slice of slicesOf(rows, longitude, latitude, AT_ONCE)) {
    if (slices.length) yield;
    const parts = slice.map((row): Part => {
      const place = placeOf(longitude[row]!, latitude[row]!);
      return { entities: entity[row]!, count: 1, ...place, of: -1 - row };
    });
    slices.push(indexOf(parts, NEAREST));
  }
  if (slices.length > 1) yield;
  return new Clusters(slices, rows.length);
}

/** Points as they have come together, at every zoom. */
export class Clusters {
  readonly #slices: readonly Index[];
  /** What comes of several slices at the zoom `#seam`, from which on they are looked at themselves. */
  readonly #afar: Index | null = null;
  readonly #seam: number = 0;
  readonly #marks = new Map<number, Mark>();
  /** How many points there are. */
  readonly size: number;

  constructor(slices: readonly Index[] = [], size = 0) {
    this.#slices = slices;
    this.size = size;
    if (slices.length < 2) return;
    const at = (zoom: number) => slices.flatMap((slice, i) => this.#partsIn(slice, i, WORLD, zoom));
    let parts = at(1);
    for (this.#seam = 1; this.#seam < NEAREST; this.#seam++) {
      const nearer = at(this.#seam + 1);
      if (nearer.length > AT_ONCE) break;
      parts = nearer;
    }
    this.#afar = indexOf(parts, this.#seam - 1);
  }

  /** The marks within a part of the world at a zoom. */
  marksIn({ from, to }: Box, zoom: number): Mark[] {
    const box = [...degreesOf(from), ...degreesOf(to)] as const;
    const [level, afar] = [Math.round(zoom), this.#afar];
    const parts =
      afar && level < this.#seam
        ? this.#partsIn(afar, this.#slices.length, box, level)
        : this.#slices.flatMap((slice, i) => this.#partsIn(slice, i, box, level));
    return parts.map((part) => this.#markOf(part));
  }

  /** The rows of the points in a mark, so many of them at most. */
  rowsOf({ id }: Pick<Mark, "id">, limit: number): number[] {
    if (id < 0) return [-1 - id];
    const [index, cluster] = this.#clusterOf(id);
    const parts = index.getLeaves(cluster, limit);
    return parts.flatMap(({ properties }) => this.rowsOf({ id: properties.of }, limit)).slice(0, limit);
  }

  /** The zoom at which a cluster falls apart; null where it never does, as its points lie at one place. */
  zoomToSplit({ id }: Mark): number | null {
    if (id < 0) return null;
    const [index, cluster] = this.#clusterOf(id);
    const zoom = index.getClusterExpansionZoom(cluster);
    return zoom <= NEAREST ? zoom : null;
  }

  /** Ids tell clusters of one index from those of another. */
  #clusterOf(id: number): [index: Index, cluster: number] {
    const n = this.#slices.length + 1;
    return [this.#slices[id % n] ?? this.#afar!, Math.floor(id / n)];
  }

  #partsIn(index: Index, i: number, [west, north, east, south]: Degrees, zoom: number): Part[] {
    return index.getClusters([west, south, east, north], zoom).map(({ properties }) => {
      if (!("cluster_id" in properties)) return properties;
      const { entities, count, x, y, cluster_id: cluster } = properties;
      return { entities, count, x, y, of: cluster * (this.#slices.length + 1) + i };
    });
  }

  #markOf({ of: id, count, x, y, entities }: Part): Mark {
    let mark = this.#marks.get(id);
    if (!mark) {
      mark = { id, x: x / count, y: y / count, count, shares: sharesIn(entities), row: id < 0 ? -1 - id : null };
      this.#marks.set(id, mark);
    }
    return mark;
  }
}

function sharesIn(together: Together): Mark["shares"] {
  const counts: number[] = [];
  const left = [together];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === "number") counts[next] = (counts[next] ?? 0) + 1;
    else left.push(...next);
  }
  const shares = counts.flatMap((count, entity) => [[entity, count] as const]);
  return shares.sort(([a, m], [b, n]) => n - m || a - b);
}
