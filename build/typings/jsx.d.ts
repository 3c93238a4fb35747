/** `<report-311>` in JSX of React 17 and 18 (the global namespace) and of React 19 (its own). */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { Report311 } from "../types/src/index.js";
import type { Attributes, Listeners, Properties } from "./tag.js";

type TagProps = Omit<DetailedHTMLProps<HTMLAttributes<Report311>, Report311>, keyof Attributes> &
  Attributes &
  Properties &
  Listeners & {
    /** Before React 19, a custom element's class is an attribute like any other. */
    class?: string;
  };

declare global {
  namespace JSX {
    interface IntrinsicElements {
      "report-311": TagProps;
    }
  }
}
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "report-311": TagProps;
    }
  }
}
