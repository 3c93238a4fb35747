/* global define, require, Plotly */

// What is defined as a module of the loader, by whomever.
const defined = [];
const load = define;
window.define = Object.assign((...module) => defined.push(module[0]) && load(...module), load);
Object.assign(window, { defined, ownPlotly: Plotly });

define("sales", [], () => [3, 1, 2]);
const draw = (id) => require(["sales"], (sales) => Plotly.newPlot(id, [{ y: sales }]));
document.addEventListener("DOMContentLoaded", () => draw("before"));
window.drawAfter = () => draw("after");
