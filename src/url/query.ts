/** The query of a URL as text: everything in it that is not ours stays as it is, byte for byte. */

/** The parts of a query between its ampersands, each with its key and value decoded. */
function partsOf(query: string): { part: string; key: string; value: string }[] {
  return query.split("&").map((part) => {
    const [, key, value = ""] = /^([^=]*)=?(.*)$/s.exec(part)!;
    return { part, key: decode(key!), value: decode(value) };
  });
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Encodes what would be taken for something else, and leaves the rest readable: `Bulky+Items,Graffiti`. */
function encode(text: string): string {
  // Half of a character that takes two has no encoding.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"))
    .replaceAll("%20", "+")
    .replace(/%(2C|3A|2F|40|24|3B)/g, decodeURIComponent);
}

/** The value of each of these keys that the query has; of a key that occurs more than once, the first. */
export function readQuery(query: string, keys: Iterable<string>): Map<string, string> {
  const wanted = new Set(keys);
  const found = partsOf(query).filter(({ key }) => wanted.has(key));
  return new Map(found.reverse().map(({ key, value }) => [key, value]));
}

/** The query with these keys set, or taken out where the value is null. A key that is there already keeps its place. */
export function writeQuery(query: string, values: ReadonlyMap<string, string | null>): string {
  const left = new Map(values);
  const parts = (query === "" ? [] : partsOf(query)).flatMap(({ part, key, value: before }) => {
    if (!values.has(key)) return [part];
    const value = left.get(key) ?? null;
    left.delete(key);
    if (value === null) return [];
    return value === before ? [part] : [entry(key, value)];
  });
  const added = [...left].flatMap(([key, value]) => (value === null ? [] : [entry(key, value)]));
  return [...parts, ...added].join("&");
}

function entry(key: string, value: string): string {
  return `${encode(key)}=${encode(value)}`;
}
