/**
 * Changes of Plotly's source, as build/plotly-edits.mjs takes them, that keep it inside its graph div: nothing is put into the
 * document, no style is set by an attribute, which a strict policy forbids, and nothing is made of markup.
 */
export const INSIDE = {
  // Texts are measured where they are drawn.
  "components/drawing/index.js": [
    [
      "drawing.makeTester = function () {",
      `var Tester = require("report-311:tester");
      drawing.tester = d3.select(Tester.svg);
      drawing.makeTester = Tester.enter;
      var inBody = function () {`,
    ],
    ["tester = drawing.tester.node();", "tester = Tester.near(node);"],
    ["testNode.getBoundingClientRect();", "Tester.boxOf(testNode);"],
    ["drawing.testref.node().getBoundingClientRect();", "{left: 0, top: 0};"],
  ],
  "components/fx/hover.js": [["function createHoverText(hoverData, opts) {", "$&\nDrawing.makeTester(opts.gd);"]],
  "plot_api/plot_api.js": [
    ["Drawing.makeTester();", "Drawing.makeTester(gd);"],
    ["    Events.purge(gd);", "$&\nrequire('report-311:tester').leave(gd);"],
    // A reference within the document holds whatever its base and its address become.
    ["base.size() && base.attr('href') ? window.location.href.split('#')[0] : ''", "''"],
  ],
  "components/dragelement/index.js": [
    ["dragCover = coverSlip();", "dragCover = coverSlip(gd);"],
    ["cursor = window.getComputedStyle(document.documentElement).cursor;", ""],
    ["document.documentElement.style.cursor = window.getComputedStyle(element).cursor;", ""],
    ["function coverSlip() {", "function coverSlip(gd) {"],
    // In the top layer, where nothing around the chart confines it.
    [
      "document.body.appendChild(cover);",
      `cover.popover = 'manual';
      Object.assign(cStyle, { width: 'auto', height: 'auto', margin: 0, border: 0, padding: 0 });
      gd.appendChild(cover);
      cover.showPopover();`,
    ],
  ],
  "components/rangeslider/draw.js": [["dragElement.coverSlip();", "dragElement.coverSlip(gd);"]],
  "plot_api/to_image.js": [
    ["document.body.appendChild(clonedGd);", "gd.parentNode.appendChild(clonedGd);"],
    ["document.body.removeChild(clonedGd);", "clonedGd.remove();"],
    [".catch(function(err) { reject(err); });", ".catch(function(err) { clonedGd.remove(); reject(err); });"],
  ],
  "snapshot/tosvg.js": [
    ["d3.select('body').append('div').style({ display: 'none' }).html('')", "null"],
    ["hiddenDiv.html(d).text();", "String.fromCodePoint(Number(d.slice(2, -1).replace(/^x/i, '0x')));"],
    ["hiddenDiv.remove();", ""],
  ],
  "snapshot/svgtoimg.js": [["format === 'svg' || Lib.isSafari()", "true"]],
  "components/colorbar/draw.js": [
    [".attr('style', '')\n            .data(", ".attr('style', null)\n            .data("],
    [".attr('style', '');", ";"],
  ],
  "traces/heatmap/plot.js": [
    [".attr('style', PIXELATED_IMAGE_STYLE)", ".each(function() { this.style.cssText = PIXELATED_IMAGE_STYLE; })"],
  ],
  "traces/image/plot.js": [["image3.attr('style', style);", "image3.each(function() { this.style.cssText = style; });"]],
  "lib/svg_text_utils.js": [
    ["if(nodeSpec.style) nodeAttrs.style = nodeSpec.style;", ""],
    ["currentNode = nodeSpec.node = newNode;", "$&\nif(nodeSpec.style) newNode.style.cssText = nodeSpec.style;"],
  ],
  // What is fetched for maps is kept in the module.
  "registry.js": [["window.PlotlyGeoAssets = {topojson: {}};", ""]],
  "core.js": [["if(window.PlotlyLocales && Array.isArray(window.PlotlyLocales)) {", "if(false) {"]],
};
