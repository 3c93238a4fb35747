/**
 * Prints a page of its own: a frame within an element of ours, so that nothing of the host's document is on the paper and nothing
 * is written to it.
 * @param fill Writes the page into the frame's document.
 */
export async function printAlone(root: ParentNode, fill: (page: Document) => Promise<void>): Promise<void> {
  // Where a page may not print, nothing tells of the end.
  for (const left of root.querySelectorAll(":scope > iframe")) left.remove();
  const frame = document.createElement("iframe");
  Object.assign(frame, { tabIndex: -1, ariaHidden: "true" });
  Object.assign(frame.style, { position: "absolute", inlineSize: "0", blockSize: "0", border: "0", visibility: "hidden" });
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  root.append(frame);
  try {
    await loaded;
    await fill(frame.contentDocument!);
  } catch (error) {
    frame.remove();
    throw error;
  }
  // On phones, the call returns while the reader still looks at the page.
  const page = frame.contentWindow!;
  page.addEventListener("afterprint", () => frame.remove());
  page.print();
}
