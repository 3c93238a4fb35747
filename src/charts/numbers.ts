/** How the numbers of a chart are written on axes and on hover, as d3-format says it; the engine knows the reader's language. */
export const NUMBERS = {
  integer: { tick: ",d", hover: ",d" },
  decimal: { tick: ",", hover: ",.1f" },
  share: { tick: ".0%", hover: ".1%" },
} as const;

export type NumberFormat = keyof typeof NUMBERS;
