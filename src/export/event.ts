/** What a reader can take away from a report: files, texts to paste elsewhere, or the whole of it on paper. */
export type ExportFormat = "csv" | "png" | "svg" | "link" | "tag" | "print";

/** A reader is about to take something away. Prevented, nothing is saved, copied or printed: the host has taken it itself. */
export class ReportExportEvent extends Event {
  /**
   * @param filename What the file is called; empty where it is none.
   * @param content The file, or the text that is copied (`link`, `tag`); null where it is printed.
   */
  constructor(
    readonly format: ExportFormat,
    readonly filename: string,
    readonly content: Blob | string | null,
  ) {
    super("report-export", { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    "report-export": ReportExportEvent;
  }
}
