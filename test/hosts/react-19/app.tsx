import { useState } from "react";
import { httpSource, type ReportChangeEvent } from "report-311";

const TYPES = ["Illegal Dumping", "Bulky Items", "Graffiti"];
const source = httpSource("/");

/** The choice of a type is the app's own: its select and every report show it, and each of them may change it. */
export function App() {
  const [isAbout, setAbout] = useState(false);
  const [type, setType] = useState("Illegal Dumping");
  const [names, setNames] = useState(["recent", "type-map"]);
  const onChange = ({ by, values }: ReportChangeEvent) => {
    if (by === "user" && values["type"]) setType(values["type"]);
  };
  return (
    <>
      <nav>
        <button onClick={() => setAbout(false)}>Reports</button> <button onClick={() => setAbout(true)}>About</button>
      </nav>
      {isAbout ? (
        <h1>About</h1>
      ) : (
        <>
          <select aria-label="Type" value={type} onChange={({ target }) => setType(target.value)}>
            {TYPES.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <button onClick={() => setNames((names) => [...names].reverse())}>Swap</button>
          {names.map((name) => (
            <section key={name}>
              <report-311 name={name} source={source} as-of="2020-01-04" type={type} onreport-change={onChange}>
                Loading the report …
              </report-311>
            </section>
          ))}
        </>
      )}
    </>
  );
}
