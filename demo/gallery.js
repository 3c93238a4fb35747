/** The gallery: one report at a time, live, with the theme, width and language that the designer wants to see. */
import { listReports } from "../dist/report-311.js";
import { seenFrom } from "./data.js";

const byId = (id) => document.getElementById(id);
const bench = byId("bench");
const api = "/";

const [reports, asOf] = await Promise.all([listReports(), seenFrom(api)]);
byId("reports").append(
  ...reports.map(({ name, title }) => {
    const link = Object.assign(document.createElement("a"), { href: `#${name}`, textContent: title.en ?? title });
    const item = document.createElement("li");
    item.append(link);
    return item;
  }),
);

function show() {
  const name = location.hash.slice(1) || reports[0].name;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const tag = document.createElement("report-311");
  tag.setAttribute("name", name);
  tag.setAttribute("api", api);
  if (asOf) tag.setAttribute("as-of", asOf);
  byId("frame").replaceChildren(tag);
  const write = () => (byId("code").textContent = tag.cloneNode().outerHTML.replaceAll('=""', ""));
  new MutationObserver(write).observe(tag, { attributes: true });
  write();
}

function dress() {
  const { theme, width, lang } = Object.fromEntries(new FormData(bench));
  document.documentElement.style.colorScheme = theme;
  byId("frame").style.width = width;
  byId("frame").lang = lang;
}

bench.addEventListener("change", dress);
window.addEventListener("hashchange", show);
byId("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(byId("code").textContent);
  byId("copied").textContent = "Copied.";
});
dress();
show();
