/** What Plotly has drawn, as a plain picture: without what is only there for pointers, and without a thread to the page. */
import { node } from "../figure/svg.js";

/** Layers that show nothing by themselves. */
const UNSEEN = ".draglayer, .hoverlayer, .zoomlayer, .menulayer, .selectionlayer, .modebar-container, script, foreignObject";

/** A copy of the drawing in an element, of that size. */
export function drawingIn(plot: Element, width: number, height: number): SVGSVGElement {
  const layers = [...plot.querySelectorAll<SVGSVGElement>(".main-svg")];
  const [first] = layers;
  // Under CSS zoom, the drawing is larger than its place.
  const size = [first!.getAttribute("width") ?? width, first!.getAttribute("height") ?? height].join(" ");
  const copy = node("svg", { width, height, viewBox: `0 0 ${size}` });
  copy.append(...layers.flatMap((layer) => [...layer.childNodes].map((child) => child.cloneNode(true))));
  for (const part of copy.querySelectorAll(UNSEEN)) part.remove();
  for (const part of copy.querySelectorAll("*")) strip(part);
  // What is left empty, from the innermost outwards.
  for (const part of [...copy.querySelectorAll("g, path")].reverse())
    if (!part.hasChildNodes() && !part.hasAttribute("d")) part.remove();
  return copy;
}

function strip(part: Element): void {
  if (part.classList.contains("crisp")) part.setAttribute("shape-rendering", "crispEdges");
  // The cells of a heatmap, which stay cells when they are shown larger.
  if (part.localName === "image") part.setAttribute("image-rendering", "pixelated");
  for (const { name, value } of [...part.attributes]) {
    if (name === "class" || name.startsWith("data-") || name.startsWith("on")) part.removeAttribute(name);
    else if (name.endsWith("href")) keep(part, name, value);
    // On a page with a base, a reference within the drawing has the address of the page.
    else if (value.includes("url(")) part.setAttribute(name, value.replace(/url\((["']?)[^)"'#]*#/g, "url($1#"));
  }
}

/** An image that the drawing has within itself, in the words that every viewer knows. */
function keep(part: Element, name: string, value: string): void {
  part.removeAttribute(name);
  if (/^data:image\//.test(value)) part.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", value);
}
