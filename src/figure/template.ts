/** The look of every chart, from the theme alone. */
import type { Theme } from "./theme.js";

/** A layout that an author's own is laid over. */
export function layoutTemplate(theme: Theme): Record<string, unknown> {
  const font = { family: theme.font, size: theme.fontSize, color: theme.muted };
  const axis = {
    automargin: false,
    color: theme.muted,
    gridcolor: theme.grid,
    linecolor: theme.control,
    zeroline: false,
    fixedrange: true,
    separatethousands: true,
    exponentformat: "none",
    ticklabeloverflow: "allow",
    tickangle: 0,
    ticklabelstandoff: 4,
  };
  return {
    autosize: false,
    showlegend: false,
    dragmode: false,
    paper_bgcolor: theme.surface,
    plot_bgcolor: "rgba(0,0,0,0)",
    font,
    bargap: 0.25,
    hoverlabel: {
      bgcolor: theme.raised,
      bordercolor: theme.control,
      font: { ...font, color: theme.text },
      align: "left",
      namelength: -1,
    },
    xaxis: { ...axis, spikecolor: theme.control, spikethickness: 1, spikedash: "dot" },
    yaxis: axis,
  };
}

/** A map without ground: only the areas that a figure brings, so that Plotly stays off the network. */
export const MAP = { visible: false, resolution: 50, projection: { type: "mercator" }, bgcolor: "rgba(0,0,0,0)" };

/** Few to many, or below and above a middle, for areas and heatmaps. */
export function colorscale(colors: readonly string[]): [number, string][] {
  return colors.map((color, i) => [i / (colors.length - 1), color]);
}

/** A colour as the browser computes it, with that opacity. */
export function translucent(color: string, opacity: number): string {
  const [, name, channels] = /^(\w+)\(([^/)]*)/.exec(color) ?? [];
  if (!name || !channels) return color;
  return channels.includes(",")
    ? `rgba(${channels.split(",").slice(0, 3).join()},${opacity})`
    : `${name}(${channels.trim()} / ${opacity})`;
}
