import { expect } from "chai";
import { listReports, reportNames } from "../../src/catalogue.js";
import type { Report311Figure } from "../../src/elements/figure.js";
import type { Report311Table } from "../../src/elements/table.js";
import { cityOf, sourceOf, TODAY } from "../support/city.js";
import { allUnder, findAll, mount, settled, until } from "../support/page.js";

/** Every report of a city whose names read as markup, as templates and as formulas: each stays the text that it is. */

const NAMES = [
  "<b>x</b>",
  `<a href="https://evil.example">x</a>`,
  "%{x} %{customdata}",
  "$\\LaTeX$",
  "a<br>b",
  "&amp; &lt;b&gt;",
  "🚮👨‍👩‍👧‍👦",
  "\u202Eright to left\u202C",
  "50%, or 100%2C",
];
let place = 0;
const renamed = new Map<string, string>();
const city = cityOf((name) => {
  if (!renamed.has(name)) renamed.set(name, `${NAMES[place++ % NAMES.length]!} ${place}`);
  return renamed.get(name)!;
});
const names = [...renamed.values()];
const params = new Map((await listReports()).map((report) => [report.name, report.params]));

/** The first council and type, which no report has by default any more. */
function chosen(name: string): Record<string, string> {
  const [council, other] = city.lookups.council;
  const values: Record<string, string> = { council: council!.name, versus: other!.name, type: city.lookups.type[0]!.name };
  return Object.fromEntries(Object.entries(values).filter(([param]) => params.get(name)![param]?.kind === "lookup"));
}

/** What Plotly makes of markup and of formulas. */
const MADE = `a, foreignObject, .MathJax, tspan[style*="font-weight"], tspan[style*="font-style"]`;
/** A piece of a name that is missing in it: then it was read as something else. */
const squeezed = (text: string) => text.replaceAll(/\s/g, "");
const isName = (text: string) => {
  const start = squeezed(text).replace(/…$/, "");
  return names.some((name) => (text.endsWith("…") ? squeezed(name).startsWith(start) : squeezed(name) === start));
};

afterEach(() => document.body.replaceChildren());

for (const name of reportNames())
  it(`${name} shows names as they are`, async () => {
    const tag = mount({ name, "as-of": TODAY, loading: "eager", ...chosen(name) }, 1000);
    tag.source = sourceOf(city);
    await settled(tag);
    for (const figure of findAll<Report311Figure>(tag, "report-311-figure")) {
      figure.scrollIntoView();
      await figure.drawn;
    }
    const texts = [...allUnder(tag.shadowRoot!)].filter((element) => element.matches(".plot text, .preview text"));
    for (const text of texts) {
      expect(text.querySelector(MADE)?.outerHTML ?? null).to.equal(null);
      // What looks like the beginning of a name, and ends like one, is a whole one.
      if (/^(<|%|\$|a<|&|🚮|\u202E|50%)/u.test(text.textContent))
        expect(isName(text.textContent), text.textContent).to.equal(true);
    }
    const shown = [...allUnder(tag.shadowRoot!)].filter((element) => element.matches("[part=entry], option, [role=option]"));
    for (const entry of shown)
      if (/LaTeX|right to left/.test(entry.textContent)) expect(isName(entry.textContent), entry.textContent).to.equal(true);
    for (const figure of findAll<Report311Figure>(tag, "report-311-figure")) {
      const button = figure.shadowRoot!.querySelector<HTMLElement>(".toolbar button[aria-expanded=false]");
      if (!button) continue;
      button.click();
      const table = await until(() => figure.shadowRoot!.querySelector<Report311Table>("report-311-table"));
      await table.updateComplete;
      const cells = [...table.shadowRoot!.querySelectorAll("th[scope=row], td")].map((cell) => cell.textContent.trim());
      for (const cell of cells.filter((text) => NAMES.some((one) => text.startsWith(one.slice(0, 3)))))
        expect(names, cell).to.include(cell);
    }
    const made = [...allUnder(tag.shadowRoot!)].filter((element) => element.matches("a, b, img, script, iframe, br"));
    expect(made.map(({ outerHTML }) => outerHTML)).to.deep.equal([]);
  });
