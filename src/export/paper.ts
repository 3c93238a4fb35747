/** A theme as a picture needs it, which is drawn where neither the page's style nor its fonts are. */
import type { Theme } from "../figure/theme.js";

/** Size of text in a picture, in pixels. */
const TEXT = 13;

/** The theme in colours that every viewer knows, and with fonts that need not be fetched. */
export function paperTheme(theme: Theme): Theme {
  const entries = Object.entries(theme).map(([key, value]) => [key, key === "font" ? installed(theme.font) : plain(value)]);
  return { ...(Object.fromEntries(entries) as unknown as Theme), fontSize: TEXT };
}

/** Whether a theme's ground is dark. */
export function isDark({ surface }: Theme): boolean {
  const [red = 0, green = 0, blue = 0] = rgb(surface).match(/\d+/g)!.map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

function plain(value: unknown): unknown {
  if (typeof value === "string") return rgb(value);
  if (Array.isArray(value)) return value.map(plain);
  return value instanceof Map ? new Map([...value].map(([name, color]) => [name, plain(color)])) : value;
}

let canvas: CanvasRenderingContext2D | null | undefined;

function rgb(color: string): string {
  if (color.startsWith("rgb")) return color;
  canvas ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  canvas!.clearRect(0, 0, 1, 1);
  canvas!.fillStyle = color;
  canvas!.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas!.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${alpha! / 255})`;
}

/** The fonts of a list that the page has not brought itself. */
function installed(list: string): string {
  const name = (family: string): string =>
    family
      .trim()
      .replace(/^["']|["']$/g, "")
      .toLowerCase();
  const brought = new Set([...document.fonts].map(({ family }) => name(family)));
  return (
    list
      .split(",")
      .filter((family) => !brought.has(name(family)))
      .join(",") || "sans-serif"
  );
}
