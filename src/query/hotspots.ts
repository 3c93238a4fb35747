import { clustersDbscan } from "@turf/clusters-dbscan";
import { ascending, descending, group, median, rollup, sum } from "d3-array";
import { NO_COUNCIL, type Hotspot, type Points } from "./question.js";

/** Neighbours are at most so many degrees apart; a point with at least so many neighbours, itself among them, makes a cluster. */
const EPS = 0.0003;
const MIN_POINTS = 12;

/** A hotspot that has no place in the order of all yet. */
export type Cluster = Pick<Hotspot, "longitude" | "latitude" | "council_name" | "count">;

/** Where one or more requests of a council are. */
interface Place {
  longitude: number;
  latitude: number;
  requests: number;
}

/**
 * The clusters of one council after another, in the order of the points. It takes a while for a whole city: who has others to
 * serve can do so in between.
 */
export function* clustersByCouncil({ longitude, latitude, council_name }: Points): Generator<Cluster[]> {
  const inCouncils = council_name.flatMap((name, index) => (name === null || name === NO_COUNCIL ? [] : [{ name, index }]));
  for (const [name, members] of group(inCouncils, (member) => member.name)) {
    const counts = rollup(
      members,
      (same) => same.length,
      ({ index }) => `${longitude[index]} ${latitude[index]}`,
    );
    const places = [...counts].map(([place, requests]): Place => {
      const [x, y] = place.split(" ").map(Number);
      return { longitude: x!, latitude: y!, requests };
    });
    yield clustersOf(places).map((cluster) => {
      const count = sum(cluster, ({ requests }) => requests);
      return { longitude: mean(cluster, "longitude"), latitude: mean(cluster, "latitude"), council_name: name, count };
    });
  }
}

/** The mean over the requests of some places, summed up from the first of them, so that what is one point stays exactly there. */
function mean(places: readonly Place[], axis: "longitude" | "latitude"): number {
  const first = places[0]![axis];
  return first + sum(places, (place) => (place[axis] - first) * place.requests) / sum(places, ({ requests }) => requests);
}

/** Puts clusters in the order of an answer and numbers them. */
export function rankClusters(clusters: readonly Cluster[]): Hotspot[] {
  return [...clusters]
    .sort((a, b) => descending(a.count, b.count) || ascending(a.council_name, b.council_name))
    .map(({ longitude, latitude, council_name, count }, index) => ({
      longitude,
      latitude,
      council_name,
      hotspot_id: index + 1,
      count,
    }));
}

/**
 * The places of each cluster. Turf measures along great circles. Within some tenths of a degree of (0, 0) these are plane
 * distances to about 1e-9 degrees, so the places are moved there. Of the requests of one place no more than make a cluster are
 * handed over: further ones change no cluster, and Turf's memory grows with the square of their number.
 */
function clustersOf(places: readonly Place[]): Place[][] {
  const [west, south] = [median(places, (place) => place.longitude)!, median(places, (place) => place.latitude)!];
  const features = places.flatMap((place) =>
    Array.from({ length: Math.min(place.requests, MIN_POINTS) }, () => ({
      type: "Feature" as const,
      properties: { place },
      geometry: { type: "Point" as const, coordinates: [place.longitude - west, place.latitude - south] },
    })),
  );
  const options = { units: "degrees", minPoints: MIN_POINTS, mutate: true } as const;
  const clustered = clustersDbscan({ type: "FeatureCollection", features }, EPS, options).features;
  const found = clustered.filter(({ properties }) => properties.cluster !== undefined);
  return [...group(found, ({ properties }) => properties.cluster).values()].map((cluster) => [
    ...new Set(cluster.map(({ properties }) => properties["place"] as Place)),
  ]);
}
