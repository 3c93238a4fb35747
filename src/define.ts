import { isServer } from "lit";
import { Report311Cards } from "./elements/cards.js";
import { Report311Combobox } from "./elements/combobox.js";
import { Report311Figure } from "./elements/figure.js";
import { Report311Filters } from "./elements/filters.js";
import { Report311Menu } from "./elements/menu.js";
import { Report311Multiples } from "./elements/multiples.js";
import { Report311 } from "./elements/report-311.js";
import { Report311Table } from "./elements/table.js";

/** Brings the types of the tag to those who only define it. */
export type { Report311 };

const elements = {
  "report-311-menu": Report311Menu,
  "report-311-table": Report311Table,
  "report-311-figure": Report311Figure,
  "report-311-multiples": Report311Multiples,
  "report-311-cards": Report311Cards,
  "report-311-combobox": Report311Combobox,
  "report-311-filters": Report311Filters,
  "report-311": Report311,
};

/** Defines the elements; what the page has defined already stays. On a server there is nothing to define. */
for (const [name, element] of isServer ? [] : Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
