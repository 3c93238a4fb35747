/** What a reader can take away from a report. */
export type ExportFormat = "csv" | "png" | "svg" | "link" | "tag" | "print";

/**
 * A reader is about to take something away: a file, a text that is copied, or the report on paper. Prevented, nothing is saved,
 * copied or printed: the host has taken the content itself.
 */
export class ReportExportEvent extends Event {
  /**
   * @param filename What the file is called, or would be.
   * @param content The file, or the text that is copied; null where a report is printed.
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
