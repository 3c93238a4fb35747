/** How the elements look when the host's page is printed: without what only a screen can be used for, and with nothing cut. */
import { css } from "lit";

/** Of a report: what it says in words on paper only, and what it leaves out there. */
export const reportPrintStyles = css`
  .on-paper {
    display: none;
  }
  @media print {
    :host,
    :host([theme]) {
      color-scheme: light !important;
    }
    .on-paper {
      display: block;
    }
    :is(report-311-filters, report-311-menu, button) {
      display: none;
    }
    .report,
    .blocks {
      display: block;
    }
    :is(.report, .blocks) > * {
      margin-block-end: calc(var(--_space) * 2);
    }
    .blocks > :not(report-311-multiples, .rows) {
      break-inside: avoid;
    }
    :is(header, h2, h3) {
      break-after: avoid;
    }
    footer {
      min-height: 0;
    }
  }
`;

/** Of a figure: the drawing is no wider than the sheet, and as high as it is. */
export const figurePrintStyles = css`
  @media print {
    figure {
      break-inside: avoid;
    }
    figcaption {
      break-after: avoid;
    }
    .body {
      display: block;
      min-height: 0;
    }
    /* What is out of the flow would be put on the first sheet. */
    :is(.view, .message, .skeleton, report-311-table) {
      position: relative;
      inset: auto;
    }
    .covered {
      display: none;
    }
    .legend {
      max-height: none;
    }
    :is(.toolbar, .readout, .more) {
      display: none;
    }
    .stage {
      flex: none;
      overflow: visible;
      contain: none;
    }
    .beside .stage {
      flex: 1;
    }
    :is(.plot, .plot .user-select-none, .plot .svg-container) {
      position: relative;
      width: auto !important;
      height: auto !important;
    }
    :is(.plot .main-svg, .preview svg) {
      max-width: 100%;
      height: auto;
      max-height: 85vh;
    }
    .plot .main-svg:first-child,
    .preview svg {
      position: static !important;
      display: block;
    }
    .preview:not(:empty) {
      position: static;
    }
    .stage:has(.preview:not(:empty)) .plot {
      display: none;
    }
  }
`;

/** Of many small charts: as many side by side as the sheet has room for. */
export const multiplesPrintStyles = css`
  @media print {
    li {
      break-inside: avoid;
    }
    :is(.open, .more) {
      display: none;
    }
    .legend {
      max-height: none;
    }
  }
`;

/** Of a table: all rows that are shown, on as many sheets as they need. */
export const tablePrintStyles = css`
  @media print {
    .box {
      max-height: none;
      overflow: visible;
    }
    thead th,
    th:first-child {
      position: static;
    }
    tr {
      break-inside: avoid;
    }
    th button::after,
    .bar button {
      display: none;
    }
  }
`;
