/**
 * Civil time as portals, their interfaces, databases and spreadsheets write it: with no zone. The usual ones come first. Years of
 * two digits, which `%Y` reads as well, are of this century.
 */
export const LOCAL_DATES: readonly string[] = [
  "%m/%d/%Y %I:%M:%S %p",
  "%Y-%m-%dT%H:%M:%S.%f",
  "%Y-%m-%d %H:%M:%S",
  "%m/%d/%Y %H:%M",
  "%m/%d/%Y",
  "%m/%d/%Y %I:%M %p",
  "%Y-%m-%dT%H:%M:%S",
  "%Y-%m-%d %H:%M:%S.%f",
  "%m/%d/%Y %H:%M:%S",
  "%Y-%m-%d %H:%M",
  "%Y-%m-%d",
];

/** The same with the zone, which is UTC. */
export const UTC_DATES: readonly string[] = ["+00", "+00:00", "Z"].flatMap((zone) => [
  `%Y-%m-%d %H:%M:%S.%f${zone}`,
  `%Y-%m-%d %H:%M:%S${zone}`,
  `%Y-%m-%dT%H:%M:%S.%f${zone}`,
  `%Y-%m-%dT%H:%M:%S${zone}`,
]);
