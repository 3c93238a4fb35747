/** What a reader can take away from a report. */
export type ExportFormat = "csv" | "png" | "svg";

/** A reader is about to take a file away. Prevented, nothing is saved: the host has taken the content itself. */
export class ReportExportEvent extends Event {
  /**
   * @param filename What the file is called.
   * @param content The file.
   */
  constructor(
    readonly format: ExportFormat,
    readonly filename: string,
    readonly content: Blob,
  ) {
    super("report-export", { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    "report-export": ReportExportEvent;
  }
}
