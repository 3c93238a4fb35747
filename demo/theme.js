/** The designers' workshop: every custom property by a control, ready themes, and the CSS to take away. */
import { listReports, TOKENS } from "../dist/report-311.js";
import { seenFrom } from "./data.js";

const THEMES = {
  none: {},
  civic: {
    accent: "light-dark(#00594f, #6fd6c6)",
    "surface-raised": "light-dark(#eef5f3, #1b2624)",
    radius: "0.25rem",
    "heading-weight": "700",
    "series-1": "var(--report-311-accent)",
  },
  press: {
    surface: "light-dark(#fffcf5, #1a1712)",
    "surface-raised": "light-dark(#f6f0e2, #25211a)",
    accent: "light-dark(#8c1d18, #ffb4a9)",
    font: "Georgia, serif",
    radius: "0",
    "title-size": "2em",
  },
  dense: { "font-size": "0.875rem", space: "0.25rem", radius: "0.125rem", "line-width": "1.5px", "title-size": "1.25em" },
};

const byId = (id) => document.getElementById(id);
const [bench, frame] = [byId("bench"), byId("frame")];
const api = "/";
const [reports, asOf] = await Promise.all([listReports(), seenFrom(api)]);
byId("reports").append(...reports.map(({ name, title }) => new Option(title.en ?? title, name)));

/** What is set: the names of tokens and their values. */
let values = new Map();

function controlOf({ name, initial, property, description }) {
  const label = document.createElement("label");
  const row = document.createElement("span");
  const input = Object.assign(document.createElement("input"), { placeholder: initial, spellcheck: false, name });
  const set = (value) => {
    if (value) values.set(name, value);
    else values.delete(name);
    dress();
  };
  input.addEventListener("input", () => set(input.value.trim()));
  row.append(input);
  if (property === "color") {
    const picker = Object.assign(document.createElement("input"), { type: "color", ariaLabel: `Pick ${name}` });
    picker.addEventListener("input", () => {
      input.value = picker.value;
      set(picker.value);
    });
    row.prepend(picker);
  }
  const about = Object.assign(document.createElement("small"), { textContent: description });
  label.append(`--report-311-${name}`, about, row);
  return { label, name, show: () => show({ input, picker: row.querySelector("[type=color]"), name, property }) };
}

/** Brings a control in line with what is set. */
function show({ input, picker, name, property }) {
  const value = values.get(name) ?? "";
  if (document.activeElement !== input) input.value = value;
  input.ariaInvalid = String(value !== "" && !window.CSS.supports(property, value));
  if (picker) picker.value = /^#[0-9a-f]{6}$/i.test(value) ? value : "#808080";
}

const controls = TOKENS.map(controlOf);
byId("tokens").append(...controls.map(({ label }) => label));

function dress() {
  const { scheme, width } = Object.fromEntries(new FormData(bench));
  document.documentElement.style.colorScheme = scheme;
  frame.style.width = `${width}px`;
  byId("width").textContent = `${width} px`;
  for (const { name } of TOKENS) {
    const property = `--report-311-${name}`;
    if (values.has(name)) frame.style.setProperty(property, values.get(name));
    else frame.style.removeProperty(property);
  }
  for (const control of controls) control.show();
  const lines = Array.from(values, ([name, value]) => `  --report-311-${name}: ${value};`);
  byId("code").textContent = `report-311 {\n${lines.join("\n")}\n}`;
}

function open() {
  const tag = document.createElement("report-311");
  tag.setAttribute("name", bench.elements.report.value);
  tag.setAttribute("api", api);
  if (asOf) tag.setAttribute("as-of", asOf);
  frame.replaceChildren(tag);
}

bench.addEventListener("input", ({ target }) => {
  if (target.name === "theme") values = new Map(Object.entries(THEMES[target.value]));
  if (target.name === "report") open();
  dress();
});
byId("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(byId("code").textContent);
  byId("copied").textContent = "Copied.";
});
dress();
open();
