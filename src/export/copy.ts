import { ReportExportEvent } from "./event.js";

/**
 * Puts a text on the reader's clipboard, unless the page takes it itself.
 * @returns what became of it: not every page may write to the clipboard.
 */
export async function copyOut(
  from: EventTarget,
  format: "link" | "tag",
  text: string,
): Promise<"taken" | "copied" | "refused"> {
  if (!from.dispatchEvent(new ReportExportEvent(format, "", text))) return "taken";
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "refused";
  }
}
