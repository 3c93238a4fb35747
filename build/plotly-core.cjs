/** What `plotly.js/lib/core` does, with the components and traces that figures use and no others. */
const Registry = require("plotly.js/src/registry");
const plotApi = require("plotly.js/src/plot_api");

for (const [name, fn] of Object.entries(plotApi)) Registry.register({ moduleType: "apiMethod", name, fn });

// There is no mode bar, but Plotly asks which way it lies.
const noModebar = {
  moduleType: "component",
  name: "modebar",
  supplyLayoutDefaults: (_, layout) => (layout.modebar = { orientation: "h" }),
};

// As in Plotly's own list, the legend comes after the shapes it reads, and hover after the legend.
Registry.register([
  require("plotly.js/src/traces/scatter"),
  require("plotly.js/src/components/annotations"),
  require("plotly.js/src/components/shapes"),
  require("plotly.js/src/components/grid"),
  require("plotly.js/src/components/errorbars"),
  require("plotly.js/src/components/colorscale"),
  require("plotly.js/src/components/colorbar"),
  require("plotly.js/src/components/legend"),
  require("plotly.js/src/components/fx"),
  noModebar,
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/pie"),
  require("plotly.js/lib/box"),
  require("plotly.js/lib/histogram"),
  require("plotly.js/lib/heatmap"),
  require("plotly.js/lib/choropleth"),
  require("plotly.js/lib/scattergeo"),
  require("plotly.js/src/locale-en"),
  require("plotly.js/src/locale-en-us"),
]);

const { hover, unhover } = require("plotly.js/src/components/fx");
const { newPlot, react, restyle, relayout, update, purge, toImage } = plotApi;

module.exports = {
  newPlot,
  react,
  restyle,
  relayout,
  update,
  purge,
  toImage,
  register: Registry.register,
  Fx: { hover, unhover },
};
