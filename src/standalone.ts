/** The single script for a page without a build: defines the elements and exports everything else. */
import "./define.js";
export * from "./index.js";
