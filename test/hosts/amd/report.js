import { registerReport } from "./report-311/report-311.js";

// A chart of a kind for which the library fetches the whole of its Plotly.
registerReport("types-as-tiles", {
  title: "Types as tiles",
  description: () => "How many requests of each type there are.",
  params: {},
  queries: () => ({ types: { kind: "aggregate", by: ["type_name"], measures: ["count"], where: [] } }),
  view: [
    {
      kind: "figure",
      title: "Requests by type",
      from: ["types"],
      draw: ({ types }) => ({
        traces: [
          {
            type: "treemap",
            labels: types.map(({ type_name }) => type_name),
            parents: types.map(() => ""),
            values: types.map(({ count }) => count),
          },
        ],
        table: { columns: [], rows: [] },
      }),
    },
  ],
});
