import { insertRequests } from "../store/schema.js";
import { PLACES, SLOTS } from "./tables.js";

/**
 * The statement that makes the requests, of parameters seed, first day, last day and city id. All chance comes from MD5 of
 * the seed and the request's place in the calendar, so that neither the number of threads nor the version of the database
 * changes it: `a` to `d` are 64 random bits each.
 */
export const GENERATE = `
WITH slots AS (
  SELECT day, type_id, unnest(range(n)) AS i FROM calendar
), keyed AS (
  SELECT day, type_id, concat_ws(':', $seed, day, type_id, i) AS key FROM slots
), chances AS (
  SELECT day, type_id, md5_number_lower(key) AS a, md5_number_upper(key) AS b,
    md5_number_lower('+' || key) AS c, md5_number_upper('+' || key) AS d
  FROM keyed
), drawn AS (
  SELECT chances.type_id, CAST($first AS DATE) + day AS created_day, a, b, c, d,
    CAST(${bits("a", 0)} AS INTEGER) AS hour_slot, CAST(${bits("a", 12)} AS INTEGER) AS council_slot,
    CAST(${bits("a", 24)} AS INTEGER) AS agency_slot, CAST(${bits("a", 36)} AS INTEGER) AS source_slot,
    CAST(floor(${PLACES} * pow(${unit("b", 0)}, clustering)) + 37 * chances.type_id AS INTEGER) % ${PLACES} AS place,
    CAST(floor(3600 * ${unit("b", 24)}) AS INTEGER) AS second,
    CASE WHEN ${unit("d", 0)} >= forgotten
      THEN CAST(floor(exp(log_median + spread * sqrt(-2 * ln(1 - ${unit("c", 0)})) * cos(2 * pi() * ${unit("c", 24)}))) AS INTEGER)
    END AS days
  FROM chances JOIN profiles USING (type_id)
), placed AS (
  SELECT drawn.type_id, councils.council_id, agencies.agency_id, sources.source_id, place, days, created_day, a, d,
    created_day + to_hours(hours.hour) + to_seconds(second) AS created
  FROM drawn
  JOIN draws AS hours ON hours.type_id = drawn.type_id AND hours.slot = hour_slot
  JOIN draws AS councils ON councils.type_id = drawn.type_id AND councils.slot = council_slot
  JOIN draws AS agencies ON agencies.type_id = drawn.type_id AND agencies.slot = agency_slot
  JOIN draws AS sources ON sources.type_id = drawn.type_id AND sources.slot = source_slot
), ended AS (
  SELECT *, CASE WHEN days = 0
      THEN least(created + to_minutes(15 + CAST(floor(240 * ${unit("d", 24)}) AS INTEGER)), created_day + INTERVAL '86399 seconds')
      ELSE created_day + to_days(days) + to_seconds(21600 + CAST(floor(43200 * ${unit("d", 24)}) AS INTEGER))
    END AS closed
  FROM placed
), numbered AS (
  SELECT *, CAST(row_number() OVER (ORDER BY created, a) AS INTEGER) AS request_id FROM ended
)
SELECT request_id, '1-' || CAST(2000000000 + 7 * CAST(request_id AS BIGINT) + CAST(a % 7 AS BIGINT) AS VARCHAR) AS srnumber,
  created, CASE WHEN CAST(closed AS DATE) <= CAST($last AS DATE) THEN closed END AS closed,
  type_id, numbered.council_id, agency_id, source_id, CAST($city AS SMALLINT) AS city_id, CAST(NULL AS SMALLINT) AS district_id,
  places.address, CASE WHEN located THEN places.latitude END AS latitude, CASE WHEN located THEN places.longitude END AS longitude
FROM (SELECT *, (a >> 48) & 1023 > 0 AS located FROM numbered) AS numbered
JOIN places USING (council_id, place)`;

/** The statement as one that fills the table of requests. */
export const INSERT = insertRequests(GENERATE);

/** A digest of the rows of `requests` that does not depend on their order. */
export const CHECKSUM = "SELECT md5(CAST(bit_xor(md5_number(CAST(requests AS VARCHAR))) AS VARCHAR)) AS checksum FROM requests";

/** A random slot number. */
function bits(source: string, shift: number): string {
  return `((${source} >> ${shift}) & ${SLOTS - 1})`;
}

/** A random number, 0 ≤ x < 1, from 24 bits. */
function unit(source: string, shift: number): string {
  return `(((${source} >> ${shift}) & 16777215) / 16777216.0e0)`;
}
