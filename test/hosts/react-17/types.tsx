/** What the types of the package take and do not take. */

export const taken = (
  <report-311
    name="data-table"
    as-of="2020-01-04"
    groupby="region"
    days={30}
    class="wide"
    theme="dark"
    loading="eager"
    url-history="off"
  />
);

export const refused = [
  // @ts-expect-error -- on or off
  <report-311 key={1} quality-filter="yes" />,
  // @ts-expect-error -- no such theme
  <report-311 key={3} theme="sepia" />,
  // @ts-expect-error -- not a number
  <report-311 key={2} days="many" />,
];
