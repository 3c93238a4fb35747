/** The modules that `build/plotly.mjs` writes to `dist/`. */
declare module "#plotly-lean" {
  const plotly: import("./engine.js").Plotly;
  export default plotly;
}
declare module "#plotly-full" {
  const plotly: import("./engine.js").Plotly;
  export default plotly;
}
declare module "#plotly-css" {
  const css: string;
  export default css;
}
