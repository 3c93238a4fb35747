/** Points that lie close to each other, as one mark. */
import Supercluster, { type ClusterFeature, type PointFeature } from "supercluster";
import { degreesOf, NEAREST, placeOf, TILE, type Box, type Place } from "./projection.js";

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

/** The entities of the points in a cluster as they came together; they are counted only where the cluster is seen. */
type Together = number | readonly [Together, Together];

/** What is known of one point, and of a cluster. */
type Single = { entity: number; row: number };
type Several = { entities: Together };

/** All points at every zoom. Points without a place, and those of entities that are left out, are not among them. */
export class Clusters {
  readonly #index = new Supercluster<Single, Several>({
    maxZoom: NEAREST,
    radius: RADIUS,
    extent: TILE,
    nodeSize: 16,
    map: ({ entity }) => ({ entities: entity }),
    reduce: (all, more) => {
      all.entities = [all.entities, more.entities];
    },
  });
  readonly #marks = new Map<number, Mark>();
  /** How many points there are. */
  readonly size: number;

  constructor({ longitude, latitude, entity }: Points, isShown: (entity: number) => boolean = () => true) {
    const features = Array.from(longitude, (_, row) => row)
      .filter((row) => !Number.isNaN(longitude[row]! + latitude[row]!) && isShown(entity[row]!))
      .map((row) => ({
        type: "Feature" as const,
        properties: { entity: entity[row]!, row },
        geometry: { type: "Point" as const, coordinates: [longitude[row]!, latitude[row]!] },
      }));
    this.size = features.length;
    this.#index.load(features);
  }

  /** The marks within a part of the world at a zoom. */
  marksIn({ from, to }: Box, zoom: number): Mark[] {
    const [[west, north], [east, south]] = [degreesOf(from), degreesOf(to)];
    return this.#index.getClusters([west, south, east, north], Math.round(zoom)).map((feature) => this.#markOf(feature));
  }

  /** The rows of the points in a mark, so many of them at most. */
  rowsOf({ id, row }: Mark, limit: number): number[] {
    if (row !== null) return [row];
    return this.#index.getLeaves(id, limit).map(({ properties }) => properties.row);
  }

  /** The zoom at which a cluster falls apart; null where it never does, as its points lie at one place. */
  zoomToSplit({ id, row }: Mark): number | null {
    const zoom = row === null ? this.#index.getClusterExpansionZoom(id) : Infinity;
    return zoom <= NEAREST ? zoom : null;
  }

  #markOf({ properties, geometry }: ClusterFeature<Several> | PointFeature<Single>): Mark {
    const isCluster = "cluster_id" in properties;
    const id = isCluster ? properties.cluster_id : -1 - properties.row;
    let mark = this.#marks.get(id);
    if (!mark) {
      const place = placeOf(geometry.coordinates[0]!, geometry.coordinates[1]!);
      const of = isCluster
        ? { count: properties.point_count, shares: sharesIn(properties.entities), row: null }
        : { count: 1, shares: [[properties.entity, 1] as const], row: properties.row };
      this.#marks.set(id, (mark = { ...place, id, ...of }));
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
