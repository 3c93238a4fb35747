/** Linked reports: tags of one group, their keys in the URL, and a select of the page that joins by an event. */
import "../dist/report-311.js";
import { seenFrom } from "./data.js";

const api = "/";
const select = document.getElementById("council");
const [councils, asOf] = await Promise.all([fetch(`${api}councils`).then((answer) => answer.json()), seenFrom(api)]);
select.append(new Option("As each report has it", ""), ...councils.map(({ councilName }) => new Option(councilName)));

for (const tag of document.querySelectorAll("report-311")) {
  if (asOf) tag.setAttribute("as-of", asOf);
  tag.setAttribute("api", api);
}

select.addEventListener("change", () => {
  const values = { council: select.value || null };
  document.dispatchEvent(new CustomEvent("report-group", { detail: { group: "nc", values } }));
});
document.addEventListener("report-group", ({ detail: { group, values } }) => {
  if (group === "nc" && "council" in values) select.value = values.council ?? "";
});
