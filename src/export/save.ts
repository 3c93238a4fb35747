import { ReportExportEvent, type ExportFormat } from "./event.js";

/**
 * Saves a file as the reader wants it, unless the page takes it itself.
 * @returns whether it was saved.
 */
export function handOver(from: EventTarget, format: ExportFormat, filename: string, content: Blob): boolean {
  const isOurs = from.dispatchEvent(new ReportExportEvent(format, filename, content));
  if (isOurs) save(content, filename);
  return isOurs;
}

/** Hands a file to the reader as a download. */
function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // Some browsers begin to read only after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
