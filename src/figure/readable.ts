/** Text on any colour. */

const known = new Map<string, string>();
let context: CanvasRenderingContext2D | null | undefined;

/** Black or white, whichever can be read on that colour. */
export function readableOn(color: string): string {
  let found = known.get(color);
  // From this luminance on, black has the higher contrast.
  if (found === undefined) known.set(color, (found = luminance(color) > 0.179 ? "#000" : "#fff"));
  return found;
}

/** The relative luminance that WCAG defines, of what the browser paints. */
function luminance(color: string): number {
  context ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  context!.fillStyle = color;
  context!.fillRect(0, 0, 1, 1);
  const [r, g, b] = Array.from(context!.getImageData(0, 0, 1, 1).data, (channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
