/** Cuts source text of Plotly and of its d3 down to what runs. */
import { parse } from "acorn";
import { walk } from "estree-walker";

/** The `description` texts of attributes, which only Plotly's reference pages read: a tenth of the bundle. */
export function dropAttributeTexts(code) {
  const cuts = [];
  walk(parse(code, { ecmaVersion: "latest", allowReturnOutsideFunction: true }), {
    enter(node, parent) {
      if (node.type !== "Property" || parent.type !== "ObjectExpression" || node.computed) return;
      if ((node.key.name ?? node.key.value) === "description") cuts.push([node.value, '""']);
    },
  });
  return replaceAll(code, cuts);
}

const UNUSED_D3 =
  /^(var )?d3[._](geo|geom|layout|svg)[._ ]|^d3\.(csv|tsv|dsv|time|scale\.(?!linear)\w+|xml|html|text|random|nest)\b/;

/**
 * Plotly's d3 without the parts that no Plotly module names: as a module whose unused functions the bundler can drop, instead
 * of one function that it has to keep whole.
 */
export function keepOfD3(code) {
  const program = parse(code, { ecmaVersion: "latest" });
  let body;
  walk(program, {
    enter(node, parent) {
      if (!body && node.type === "FunctionExpression" && parent.type !== "Property") body = node.body;
    },
  });
  const text = (node) => code.slice(node.start, node.end);
  const kept = body.body.filter(
    (node) => !UNUSED_D3.test(text(node)) && !text(node).startsWith('if (typeof define === "function"'),
  );
  const cuts = [
    { start: 0, end: body.start + 1 },
    { start: body.end - 1, end: code.length },
  ];
  cuts.push(...body.body.filter((node) => !kept.includes(node)));
  const own = new Set(["FunctionExpression", "FunctionDeclaration"]);
  const selves = [];
  for (const statement of kept) {
    walk(statement, {
      enter(node) {
        if (own.has(node.type)) this.skip();
        else if (node.type === "ThisExpression") selves.push(node);
      },
    });
  }
  return `${replaceAll(code, [...cuts.map((cut) => [cut, ""]), ...selves.map((node) => [node, "self"])])}\nexport default d3;`;
}

/** The text with other text in the place of some nodes. */
function replaceAll(code, changes) {
  return changes
    .toSorted(([a], [b]) => b.start - a.start)
    .reduce((result, [node, text]) => result.slice(0, node.start) + text + result.slice(node.end), code);
}

/**
 * Changes, as build/plotly-edits.mjs takes them, of what Plotly does for each chart, trace and attribute although it comes out the
 * same every time: a third of drawing lines.
 */
export const REPEATED = {
  // The figure element draws only where there is room; to ask again makes the browser lay out the page for each chart.
  "plot_api/plot_api.js": [
    ["context._hasZeroHeight || gd.clientHeight === 0", "false"],
    ["context._hasZeroWidth || gd.clientWidth === 0", "false"],
    // Every event of a pointer works it out again.
    [
      "    fullLayout._calcInverseTransform(gd);",
      `if(!fullLayout._invTransform) {
        fullLayout._invTransform = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]];
        fullLayout._invScaleX = fullLayout._invScaleY = 1;
      }`,
    ],
  ],
  "plot_api/plot_schema.js": [
    ["exports.crawl(baseAttributes, callback);", "replay(baseAttributes);"],
    ["exports.crawl(trace._module.attributes, callback);", "replay(trace._module.attributes);"],
    ["if(!splittableAttr) return;", "if(splittableAttr) recorded.push([stack, isArrayStack]);"],
    ["crawlIntoTrace(baseContainer, 0, '');\n    }", "}"],
    [
      "function crawlIntoTrace(container, i, astrPartial) {",
      `var recorded;
      function replay(attributes) {
        recorded = arrayPlaces.get(attributes);
        if (!recorded) {
          recorded = [];
          exports.crawl(attributes, callback);
          arrayPlaces.set(attributes, recorded);
        }
        recorded.forEach(function(place) {
          stack = place[0];
          isArrayStack = place[1];
          crawlIntoTrace(baseContainer, 0, '');
        });
      }
      function crawlIntoTrace(container, i, astrPartial) {`,
    ],
    ["exports.findArrayAttributes =", "var arrayPlaces = new WeakMap();\nexports.findArrayAttributes ="],
  ],
  "lib/coerce.js": [
    [
      "var opts = nestedProperty(attributes, attribute).get();",
      "var opts = attributes[attribute] || nestedProperty(attributes, attribute).get();",
    ],
  ],
  "lib/nested_property.js": [["indexed = String(", "indexed = String(propParts[j]).indexOf('[') >= 0 && String("]],
};
