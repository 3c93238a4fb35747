/** An SVG element with these attributes, of which those that are undefined are left out, and what stands in it. */
export function node<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: object,
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}
