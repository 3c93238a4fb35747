import { QUIRKS, type Quirk } from "../../../../src/cities/index.js";
import type { CityFacts } from "../../store/lake/cities.js";
import { html, page, table, type Html } from "./html.js";
import type { LakeRun } from "./lake-run.js";
import type { FileQuality } from "./quality.js";

/** The page of a run, at `runs/CITY/MOMENT.html` of the lake: what its JSON file says, for people. */
export function runPage(run: LakeRun, facts: CityFacts): string {
  const { added, updated, unchanged, total } = run;
  const count = (value: number) => value.toLocaleString("en-US");
  const terms: [term: string, description: string | Html][] = [
    ["Newest request", facts.newest ?? "none"],
    ["Oldest request", facts.oldest ?? "none"],
    ["Requests in the lake", count(total)],
    ["This run", `${count(added)} new, ${count(updated)} changed, ${count(unchanged)} as they were`],
    ["Years written anew", run.years.join(", ") || "none"],
    ["Started", moment(run.started)],
    ["Finished", moment(run.finished)],
    [
      "Rejected rows",
      run.rejects === null ? "none" : html`<a href="${href(`../../${run.rejects}`)}">file, line, reason and text of each</a>`,
    ],
  ];
  return page(
    `${facts.name}: what became of the files`,
    html`<p><a href="../../index.html">All cities</a></p>
      <dl>
        ${terms.map(
          ([term, description]) =>
            html`<dt>${term}</dt>
              <dd>${description}</dd> `,
        )}
      </dl>
      ${table({
        caption: "Rows: read = kept + duplicates + rejected",
        head: ["File", "Read", "Kept", "Duplicates", "Rejected"],
        rows: run.files.map(({ file, read, kept, duplicates, rejected }, index) => [
          html`<a href="#file-${index}">${file}</a>`,
          read,
          kept,
          duplicates,
          rejected,
        ]),
      })}${run.files.map(fileSection)}`,
  );
}

function fileSection(file: FileQuality, index: number): Html {
  return html`<section>
    <h2 id="file-${index}">${file.file}</h2>
    <p>
      Header: ${file.generation}.${file.missing.length ? ` No column for ${file.missing.join(", ")}.` : ""}
      ${file.oldest === null ? "No request." : `Requests from ${file.oldest} to ${file.newest!}.`}
    </p>
    ${table({
      caption: "Quirks of its requests",
      head: ["Quirk", "What it means", "Rows"],
      rows: (Object.keys(QUIRKS) as Quirk[]).map((quirk) => [quirk.replaceAll("_", " "), QUIRKS[quirk], file.quirks[quirk]]),
    })}${table({
      caption: "Why rows were rejected",
      head: ["Reason", "Rows"],
      rows: Object.entries(file.reasons),
    })}${table({
      caption: "Status words",
      head: ["The city's word", "Taken for", "Rows"],
      rows: file.statuses.map(({ written, status, rows }) => [written ?? "(none)", status ?? "not known", rows]),
    })}${table({
      caption: "Most frequent types without a common category",
      head: ["Type", "Rows"],
      rows: Object.entries(file.uncategorised),
    })}
  </section> `;
}

/** The page of a lake: its cities, and how new they are. */
export function indexPage(cities: readonly CityFacts[]): string {
  const sorted = [...cities].sort((a, b) => (a.name < b.name ? -1 : 1));
  return page(
    "Service requests by city",
    table({
      caption: "Cities of this lake",
      head: ["City", "Newest request", "Oldest request", "Requests", "Last run"],
      rows: sorted.map(({ name, newest, oldest, requests, updated, run }) => [
        name,
        newest ?? "none",
        oldest ?? "none",
        requests,
        html`<a href="${href(run)}">${moment(updated)}</a>`,
      ]),
    }),
  );
}

/** A moment to the second, as people read it. */
function moment(iso: string): string {
  return `${iso.slice(0, 19).replace("T", " ")} UTC`;
}

function href(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
