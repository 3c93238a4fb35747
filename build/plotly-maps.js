/**
 * What Plotly has fetched for maps, by name. It wants a map of the world from its own server before it draws areas, even where the
 * figure brings all of them: an empty one under a resolution that nobody else uses keeps it from asking.
 */
export const maps = { topojson: { world_50m: { type: "Topology", objects: {}, arcs: [] } } };
