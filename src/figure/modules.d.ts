/** The modules that `build/plotly.mjs` writes to `dist/`; `engine.ts` says what is in Plotly. */
declare module "#plotly-lean" {
  const plotly: unknown;
  export default plotly;
}
declare module "#plotly-full" {
  const plotly: unknown;
  export default plotly;
}
declare module "#plotly-css" {
  const css: string;
  export default css;
}
