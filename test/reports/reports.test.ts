import "axe-core";
import type * as Axe from "axe-core";
import { expect } from "chai";
import { listReports, loadReport } from "../../src/catalogue.js";
import { formatsFor } from "../../src/locale/formats.js";
import { textIn } from "../../src/locale/text.js";
import { wordsFor } from "../../src/locale/words.js";
import { dimensionOf, readParams } from "../../src/param-values.js";
import type { Dimension, Question } from "../../src/query/index.js";
import type { Block, Context, Figure, Params, Queries, Table, Tables, Text, Title } from "../../src/report.js";
import { checkQuestion } from "../../src/query/index.js";
import { answerOver, cityOf, sourceOf, TODAY, type City } from "../support/city.js";
import { allUnder, find, mount, settled, until } from "../support/page.js";

/** axe-core is no module: it puts itself on the window. */
const { axe } = window as unknown as { axe: typeof Axe };

/** Every file in reports/ goes through all of this; a new one arrives tested. */

const HOSTILE = [
  `<img src=x onerror="window.hostile=1">`,
  `<a href="javascript:window.hostile=1">x</a>`,
  `\u202Eright to left\u202C عربى`,
  "Very long ".repeat(30),
  `"><script>window.hostile=1</script>`,
  `%{x} \${y} &lt;b&gt;`,
];
const hostile = (() => {
  const renamed = new Map<string, string>();
  return cityOf((name) => {
    if (!renamed.has(name)) renamed.set(name, `${HOSTILE[renamed.size % HOSTILE.length]!} ${renamed.size}`);
    return renamed.get(name)!;
  });
})();
const empty: City = { ...cityOf(), requests: [] };
const CITIES: Record<string, City> = { ordinary: cityOf(), empty, hostile };
const reports = await listReports();

/** The attributes that make a report show the city's own types and councils: of each kind another one as long as there are some. */
function namesOf(city: City, name: string): Record<string, string> {
  const { params } = reports.find((report) => report.name === name)!;
  const defaults = Object.fromEntries(Object.entries(params).map(([attribute, param]) => [attribute, param.default]));
  const given: Partial<Record<Dimension, number>> = {};
  return Object.fromEntries(
    Object.entries(params).flatMap(([attribute, param]) => {
      if (param.kind !== "lookup" || !param.default) return [];
      const dimension = dimensionOf(param, defaults);
      const names = city.lookups[dimension];
      const place = (given[dimension] = (given[dimension] ?? 0) + 1);
      return [[attribute, names[place % names.length]!.name]];
    }),
  );
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

function contextOf(name: string, city: City, lang: string): Context {
  const { params } = reports.find((report) => report.name === name)!;
  const format = formatsFor(lang);
  const text = (said: Text) => textIn(said, lang);
  const reading = { today: TODAY, names: new Map(), offered: new Map(), text, words: wordsFor(lang) };
  const { values } = readParams(params, namesOf(city, name), reading);
  return freeze({ params: values, today: TODAY, yesterday: "2020-01-10", text, format });
}

/** What a block draws, each with rows. */
function drawnBy(block: Block<Params, Queries>, tables: Tables<Queries>, context: Context): (Figure | Table)[] {
  if (block.kind === "cards") return [];
  if (block.kind === "multiples") return block.draw(tables, context).map(({ figure }) => figure);
  if (block.kind === "map") return [block.draw(tables, context).table];
  return [block.draw(tables, context)];
}

for (const { name, title, params } of reports) {
  describe(name, () => {
    it("has its texts in English and Spanish", async () => {
      const report = (await loadReport(name))!;
      const context = contextOf(name, cityOf(), "es");
      const said = (text: Title<Params>): Text => (typeof text === "function" ? text(context) : text);
      const labels = report.view.flatMap((block) => [
        ...(block.title ? [said(block.title)] : []),
        ...(block.kind === "cards" ? block.cards.map(({ label }) => label) : []),
      ]);
      const options = Object.values(params).flatMap((param) => (param.kind === "choice" ? Object.values(param.options) : []));
      const texts = [
        title,
        report.description(context),
        ...labels,
        ...Object.values(params).map(({ label }) => label),
        ...options,
      ];
      // What is chosen is called the same in every language.
      const names: unknown[] = Object.values(context.params);
      for (const text of texts.filter((text) => !names.includes(text))) {
        expect(text, JSON.stringify(text)).to.be.an("object");
        expect((text as { es?: string }).es, JSON.stringify(text))
          .to.be.a("string")
          .and.not.equal("");
      }
    });

    for (const [kind, city] of Object.entries(CITIES)) {
      it(`asks valid questions and draws purely from them: ${kind}`, async () => {
        const report = (await loadReport(name))!;
        const context = contextOf(name, city, "en");
        const queries = report.queries(context) as Record<string, Question>;
        expect(report.queries(context)).to.deep.equal(queries);
        const tables = Object.fromEntries(
          Object.entries(queries).map(([key, question]) => {
            expect(checkQuestion(JSON.parse(JSON.stringify(question)))).to.deep.equal(question);
            return [key, freeze(answerOver(city, question))];
          }),
        );
        for (const block of report.view) {
          for (const needed of block.from) expect(queries).to.have.property(String(needed));
          if (block.kind === "cards")
            for (const card of block.cards) expect(card.value(tables, context)).to.equal(card.value(tables, context));
          const first = tables[block.from[0]!];
          if (Array.isArray(first) && first.length === 0) continue;
          const drawn = drawnBy(block, tables, context);
          expect(drawnBy(block, tables, context)).to.deep.equal(drawn);
          for (const shown of drawn) {
            const isEmpty = "traces" in shown ? shown.traces.length === 0 : shown.rows.length === 0;
            // What draws nothing says why.
            if (isEmpty) expect(shown.note).to.be.a("string");
            else expect(("table" in shown ? shown.table : shown).rows.length).to.be.greaterThan(0);
          }
          expect(JSON.stringify(drawn)).to.not.match(/"(color|family|#[0-9a-f]{6})"/);
        }
      });

      for (const scheme of ["light", "dark"]) {
        it(`is accessible, harmless and fits a phone: ${kind}, ${scheme}`, async () => {
          document.documentElement.style.colorScheme = scheme;
          document.documentElement.style.background = "Canvas";
          const tag = mount({ name, "as-of": TODAY, ...namesOf(city, name) }, 320);
          tag.source = sourceOf(city);
          await settled(tag);
          for (const figure of tag.shadowRoot!.querySelectorAll("report-311-figure")) {
            figure.scrollIntoView();
            await figure.drawn;
            await until(() =>
              [...figure.shadowRoot!.querySelectorAll(".view")].every((view) => getComputedStyle(view).opacity === "1"),
            );
            // The legend is folded in the frame after its room has changed.
            await until(() =>
              [...figure.shadowRoot!.querySelectorAll(".legend")].every(
                ({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight + 1,
              ),
            );
          }
          if (kind === "empty")
            for (const figure of tag.shadowRoot!.querySelectorAll("report-311-figure")) {
              expect(figure.state, figure.heading).to.equal("empty");
              expect(figure.shadowRoot!.querySelector(".message")!.textContent.trim(), figure.heading).to.not.equal("");
            }
          expect((window as { hostile?: unknown }).hostile).to.equal(undefined);
          const made = [...allUnder(tag.shadowRoot!)].filter((element) => /^(img|script|iframe|a)$/i.test(element.localName));
          expect(made.map((element) => element.outerHTML)).to.deep.equal([]);
          expect(tag.scrollWidth).to.be.at.most(320);
          const { violations } = await axe.run(tag, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          });
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(" > ")).join(" | ")}`,
          );
          expect(found).to.deep.equal([]);
        });
      }
    }

    it("is accessible while loading and after failing, light and dark", async () => {
      for (const scheme of ["light", "dark"]) {
        document.documentElement.style.colorScheme = scheme;
        for (const answer of [() => new Promise<never>(() => {}), () => Promise.reject(new Error("down"))]) {
          const tag = mount({ name, "as-of": TODAY }, 600);
          tag.source = { id: "none", timeZone: "UTC", answer };
          await until(() => find(tag, "report-311-figure, .problem"));
          const { violations } = await axe.run(tag);
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).to.deep.equal([]);
          tag.parentElement!.remove();
        }
      }
    });
  });
}

afterEach(() => document.body.replaceChildren());
