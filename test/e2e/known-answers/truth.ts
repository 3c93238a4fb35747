import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { show, type Shown } from "../../support/shown.js";
import { openSite, type Site } from "../../support/site.js";

/** What `test/truth/` says that a report shows, held against the page. */
export interface Case {
  name: string;
  data: keyof typeof EXPORTS;
  attributes: Record<string, string>;
}

const EXPORTS = {
  "2020": ["test_requests.csv.gz"],
  "2018+2020": ["MyLA311_2018_first10k.csv.gz", "test_requests.csv.gz"],
};

const sites = new Map<string, Promise<Site>>();
after(async () => {
  for (const site of sites.values()) await (await site).close();
});

/** A test for each of a report's cases: `compare` holds what is shown against it. */
export function knownAnswers<C extends Case>(report: string, compare: (shown: Shown, expected: C) => void): void {
  const file = new URL(`../../truth/${report}.json`, import.meta.url);
  for (const expected of JSON.parse(readFileSync(file, "utf8")) as C[]) {
    test(`${report}: ${expected.name}`, async () => {
      const { data, attributes } = expected;
      if (!sites.has(data)) sites.set(data, openSite(EXPORTS[data]));
      compare(await show(await sites.get(data)!, report, attributes), expected);
    });
  }
}
