/** Cuts source text of Plotly and of its d3 down to what runs. */
import { parse } from "acorn";
import { walk } from "estree-walker";

/** The `description` texts of attributes, which only Plotly's reference pages read: a tenth of the bundle. */
export function dropAttributeTexts(code) {
  const cuts = [];
  walk(parse(code, { ecmaVersion: "latest", allowReturnOutsideFunction: true }), {
    enter(node, parent) {
      if (node.type !== "Property" || parent.type !== "ObjectExpression" || node.computed) return;
      if ((node.key.name ?? node.key.value) === "description") cuts.push(node.value);
    },
  });
  return replaceAll(code, cuts, '""');
}

const UNUSED_D3 =
  /^d3\.(geo|geom|layout|svg|csv|tsv|dsv|time|scale\.(?!linear)\w+|xml|html|text|random|nest|map|set|hcl|lab)\b/;

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
  const kept = body.body.filter((node) => !UNUSED_D3.test(text(node)) && !isExport(node));
  return `${kept.map(text).join("\n")}\nexport default d3;`;

  function text(node) {
    return code.slice(node.start, node.end);
  }
  function isExport(node) {
    return text(node).startsWith('if (typeof define === "function"');
  }
}

function replaceAll(code, nodes, by) {
  return nodes.reduceRight((result, node) => result.slice(0, node.start) + by + result.slice(node.end), code);
}
