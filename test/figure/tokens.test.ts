import { css, html, render } from "lit";
import { SERIES, slug } from "../../src/figure/colors.js";
import { TOKENS, tokenStyles } from "../../src/figure/tokens.js";
import { difference, EYES } from "../support/eyes.js";
import { equal, ok } from "./check.js";

/** The relative luminance that WCAG defines, of what the browser paints for a colour. */
function luminance(color: string): number {
  const context = document.createElement("canvas").getContext("2d")!;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe("tokens", () => {
  for (const scheme of ["light", "dark"]) {
    const place = document.createElement("div");
    place.style.colorScheme = scheme;
    const probe = document.createElement("i");
    const root = place.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [tokenStyles.styleSheet!];
    root.append(probe);

    const color = (name: string): string => {
      document.body.append(place);
      probe.style.color = `var(--_${name})`;
      return getComputedStyle(probe).color;
    };
    const pairs: [string, string, number][] = [
      ["text", "surface", 4.5],
      ["text", "surface-raised", 4.5],
      ["muted", "surface", 4.5],
      ["muted", "surface-raised", 4.5],
      ["danger", "surface", 4.5],
      ["accent", "surface", 4.5],
      ["focus", "surface", 3],
      ["control", "surface", 3],
      ["control", "surface-raised", 3],
      ["series-1", "surface-raised", 3],
      ["sequential-6", "surface", 3],
      ["diverging-1", "surface", 3],
      ["diverging-7", "surface", 3],
      ...Array.from({ length: 12 }, (_, i): [string, string, number] => [`series-${i + 1}`, "surface", 3]),
    ];
    for (const [front, back, least] of pairs) {
      it(`${front} on ${back} has a contrast of ${least} in ${scheme}`, () => {
        const found = contrast(color(front), color(back));
        ok(found >= least, `contrast is ${found.toFixed(2)}`);
      });
    }
  }

  for (const [eyes, matrix] of Object.entries(EYES))
    for (const [ground, scheme] of ["light", "dark"].entries())
      it(`any two colours of a series can be told apart in ${scheme}: ${eyes}`, () => {
        const colors = SERIES.map((pair) => pair[ground]!);
        for (const [i, one] of colors.entries())
          for (const other of colors.slice(i + 1)) {
            const found = difference(one, other, matrix);
            ok(found >= 0.08, `${one} and ${other} are ${found.toFixed(3)} apart`);
          }
      });

  it("follows a host's property", () => {
    const host = document.createElement("div");
    document.body.append(host);
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [
      tokenStyles.styleSheet!,
      css`
        p {
          color: var(--_accent);
        }
      `.styleSheet!,
    ];
    render(html`<p></p>`, root);
    host.style.setProperty("--report-311-accent", "rgb(1, 2, 3)");
    equal(getComputedStyle(root.querySelector("p")!).color, "rgb(1, 2, 3)");
  });

  it("describes each token once", () => {
    equal(new Set(TOKENS.map(({ name }) => name)).size, TOKENS.length);
    ok(
      TOKENS.every(({ description }) => description),
      "a token has no description",
    );
  });

  it("makes slugs of names", () => {
    equal(["Bulky Items", "Metal/Appliances", "Señal — rota"].map(slug), ["bulky-items", "metal-appliances", "senal-rota"]);
  });
});
