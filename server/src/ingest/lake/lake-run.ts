import type { Merged } from "./partitions.js";
import type { FileQuality } from "./quality.js";

/** The summary of a run, as it is written to the lake. */
export interface LakeRun extends Merged {
  city: string;
  started: string;
  finished: string;
  files: FileQuality[];
  /** The years whose partitions were written anew. */
  years: number[];
  /** The file of the rejected rows within the lake; null when there are none. */
  rejects: string | null;
  /** The page that says the same, within the lake. */
  page: string;
}
