/** The key under which a URL names the report, where it is not the one that the host wants. */
const NAME_KEY = "report-311";

/** Keys that the map of the 311 Data client keeps in the same URL. */
const RESERVED: ReadonlySet<string> = new Set([
  "councilId",
  ...Array.from({ length: 12 }, (_, i) => `rtId${i + 1}`),
  "startDate",
  "endDate",
  "requestStatusOpen",
  "requestStatusClosed",
]);

/**
 * The key of a URL for the name of a report (`name`) or one of its params. With a namespace it stands before: `left.council`.
 * Undefined for a param that may not have a plain key, since the host has it.
 */
export function keyOf(name: string, namespace: string): string | undefined {
  const plain = name === "name" ? NAME_KEY : name;
  if (namespace) return `${namespace}.${plain}`;
  return RESERVED.has(plain) ? undefined : plain;
}
