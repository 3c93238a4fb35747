/** The reader has chosen an entity in a chart, or taken the choice back. */
export class SelectEvent extends Event {
  constructor(
    readonly value: string,
    readonly isChosen: boolean,
  ) {
    super("report-select", { bubbles: true, composed: true });
  }
}

/** The reader wants what failed to be tried again. */
export class RetryEvent extends Event {
  constructor() {
    super("report-retry");
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    "report-select": SelectEvent;
    "report-retry": RetryEvent;
  }
}
