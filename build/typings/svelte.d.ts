/** `<report-311>` in Svelte's templates. */
import type { HTMLAttributes } from "svelte/elements";
import type { Report311 } from "../types/src/index.js";
import type { Attributes, Listeners, Properties } from "./tag.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "report-311": Omit<HTMLAttributes<Report311>, keyof Attributes> & Attributes<"" | true> & Properties & Listeners;
  }
}
