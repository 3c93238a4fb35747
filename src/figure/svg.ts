/** An SVG element with these attributes; those that are undefined are left out. */
export function node<K extends keyof SVGElementTagNameMap>(name: K, attributes: object): SVGElementTagNameMap[K] {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, String(value));
  return made;
}
