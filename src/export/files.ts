/** Pictures as files that open by themselves. */

/** The picture as it is. */
export function svgFile(picture: SVGSVGElement): Blob {
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${serialized(picture)}\n`], { type: "image/svg+xml" });
}

/** The picture as an address for an image: strict hosts let images come from `data:`, and not from `blob:`. */
export function pictureAddress(picture: SVGSVGElement): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serialized(picture))}`;
}

/** The picture in pixels, so many for each of its own. */
export async function pngFile(picture: SVGSVGElement, scale: number): Promise<Blob> {
  const image = new Image();
  image.src = pictureAddress(picture);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.width.baseVal.value * scale;
  canvas.height = picture.height.baseVal.value * scale;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(`${canvas.width} × ${canvas.height} px`))), "image/png"),
  );
}

/** XML has no way to write most control signs; names in data may have them. */
function serialized(picture: SVGSVGElement): string {
  // eslint-disable-next-line no-control-regex -- These are the signs that are meant.
  return new XMLSerializer().serializeToString(picture).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd");
}
