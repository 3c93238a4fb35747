/** The cells of a city's export that become a request. */
export const CELLS = [
  "srnumber",
  "created",
  "closed",
  "type",
  "agency",
  "source",
  "council",
  "district",
  "address",
  "latitude",
  "longitude",
] as const;

export type Cell = (typeof CELLS)[number];

/**
 * How one city's export becomes requests. Its tables of types, agencies, sources, regions and councils stand in
 * `server/data/<slug>/`; the cells type, agency, source and council are matched to their `data_code`, the council also by name.
 */
export interface City {
  /** The name on the command line and of the folder with the city's tables. */
  slug: string;
  id: number;
  name: string;
  /** IANA name of the zone whose civil time the export is in. */
  timeZone: string;
  /** Accepted column names of each cell over all generations of the export, the best first; letter case does not matter. */
  columns: Record<Cell, readonly string[]>;
  /** Cells without whose column a file is refused; without one of the others, it is said that they are missing. */
  required: readonly Cell[];
}
