import { readFile } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { UserError } from "../errors.js";
import { saveBoundaries, type CouncilFeature } from "../store/boundaries.js";

/**
 * Stores the councils' boundaries from a GeoJSON file whose features carry the council's data_code as `properties.nc_id`.
 * @returns what did not fit: features of no known council, councils without a feature.
 * @throws UserError when the file is no GeoJSON of polygons.
 */
export async function loadBoundaries(
  connection: DuckDBConnection,
  path: string,
): Promise<{ unknown: string[]; without: string[] }> {
  const collection = await readCollection(path);
  const result = await connection.runAndReadAll(
    "SELECT data_code, council_id, council_name FROM councils WHERE council_id <> 0",
  );
  const councils = new Map(
    result.getRows().map(([code, id, name]) => [code as string, { id: id as number, name: name as string }]),
  );
  const unknown: string[] = [];
  const features: CouncilFeature[] = [];
  for (const { geometry, properties } of collection.features) {
    const code = String(properties?.["nc_id"]);
    const council = councils.get(code);
    if (council)
      features.push({
        type: "Feature",
        geometry,
        properties: { council_id: council.id, council_name: council.name, nc_id: code },
      });
    else unknown.push(code);
    councils.delete(code);
  }
  await saveBoundaries(
    connection,
    features.sort((a, b) => a.properties.council_id - b.properties.council_id),
  );
  return { unknown, without: [...councils.values()].map(({ name }) => name) };
}

async function readCollection(path: string): Promise<FeatureCollection<Polygon | MultiPolygon>> {
  let collection: FeatureCollection;
  try {
    collection = JSON.parse(await readFile(path, "utf8")) as FeatureCollection;
  } catch (error) {
    throw new UserError(`Cannot read the boundaries in ${path}: ${(error as Error).message}`, { cause: error });
  }
  const polygons =
    Array.isArray(collection?.features) &&
    collection.features.every(({ geometry }) => /^(Multi)?Polygon$/.test(geometry?.type));
  if (!polygons) throw new UserError(`${path} is not a GeoJSON FeatureCollection of polygons.`);
  return collection as FeatureCollection<Polygon | MultiPolygon>;
}
