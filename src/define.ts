import { isServer } from "lit";
import { Report311Cards } from "./elements/cards.js";
import { Report311Combobox } from "./elements/combobox.js";
import { Report311Figure } from "./elements/figure.js";
import { Report311Filters } from "./elements/filters.js";
import { Report311Map } from "./elements/map.js";
import { Report311MapStudio } from "./elements/map-studio.js";
import { Report311Menu } from "./elements/menu.js";
import { Report311Multiples } from "./elements/multiples.js";
import { Report311 } from "./elements/report-311.js";
import { Report311Studio } from "./elements/studio.js";
import { Report311Table } from "./elements/table.js";

/** Brings the types of the tag to those who only define it. */
export type { Report311 };

/** The element of the tag comes last: where it is, all others are. */
const ELEMENTS = {
  "report-311-menu": Report311Menu,
  "report-311-studio": Report311Studio,
  "report-311-table": Report311Table,
  "report-311-figure": Report311Figure,
  "report-311-map-studio": Report311MapStudio,
  "report-311-map": Report311Map,
  "report-311-multiples": Report311Multiples,
  "report-311-cards": Report311Cards,
  "report-311-combobox": Report311Combobox,
  "report-311-filters": Report311Filters,
  "report-311": Report311,
};

// On a server there is nothing to define.
if (!isServer) {
  const active = customElements.get("report-311") as { version?: string } | undefined;
  if (!active) define();
  else if (active.version !== Report311.version) {
    console.warn(
      `report-311: version ${active.version ?? "unknown"} is active on this page; version ${Report311.version}, loaded after it, is ignored.`,
    );
  }
}

/** What else the page has under one of these names cannot do the work of ours. */
function define(): void {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (!customElements.get(name)) customElements.define(name, element);
    else console.warn(`report-311: this page has an element <${name}> of its own; reports cannot show theirs.`);
  }
}
