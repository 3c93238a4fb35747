const main = document.querySelector("main");
const select = document.querySelector("select");
const about = Object.assign(document.createElement("h1"), { textContent: "About" });

const setType = (type) => main.querySelectorAll("report-311").forEach((report) => report.setAttribute("type", type));
const press = (id, act) => document.getElementById(id).addEventListener("click", act);

select.addEventListener("change", () => setType(select.value));
main.addEventListener("report-change", ({ by, values }) => {
  if (by === "user" && values.type) setType((select.value = values.type));
});
press("swap", () => main.append(main.querySelector("report-311")));
press("about", () => main.replaceWith(about));
press("reports", () => about.replaceWith(main));
