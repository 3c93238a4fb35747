/** What the types of the package take and do not take. */
import "report-311/define";

export const taken = (
  <report-311
    name="a-report-of-our-own"
    as-of="2020-01-04"
    theme="dark"
    loading="eager"
    url-history="replace"
    url-sync=""
    quality-filter="off"
    days={30}
    class="wide"
    id="report"
    auth={() => ({ Authorization: "Bearer token" })}
    onreport-change={({ by, values }) => console.log(by === "user", values["type"])}
    onreport-open={(event) => event.preventDefault()}
  />
);

export const refused = [
  // @ts-expect-error -- on or off
  <report-311 key={1} quality-filter="yes" />,
  // @ts-expect-error -- no such order
  <report-311 key={2} sort="by-name" />,
  // @ts-expect-error -- no such theme
  <report-311 key={7} theme="sepia" />,
  // @ts-expect-error -- never is no time to load
  <report-311 key={8} loading="never" />,
  // @ts-expect-error -- no such way into the URL
  <report-311 key={9} url-history="always" />,
  // @ts-expect-error -- not a number
  <report-311 key={3} days="many" />,
  // @ts-expect-error -- no source of data
  <report-311 key={4} source={311} />,
  // @ts-expect-error -- React 17 would make it "true"
  <report-311 key={6} url-sync />,
  // @ts-expect-error -- nobody does that
  <report-311 key={5} onreport-change={({ by }) => by === "nobody"} />,
];

const tag = document.querySelector("report-311")!;
tag.asOf = "2020-01-04";
tag.groupby = "council";
tag.theme = "auto";
tag.ofTypes = ["Graffiti"];
tag.addEventListener("report-change", ({ before }) => console.log(before["type"]));
// @ts-expect-error -- no such property
tag.asof = "2020-01-04";
// @ts-expect-error -- no such theme
tag.theme = "sepia";
// @ts-expect-error -- nothing to compare by
tag.groupby = "planet";
