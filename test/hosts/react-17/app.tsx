import { useCallback, useState } from "react";
import { Link, Route, Switch } from "react-router-dom";
import type { ReportChangeEvent } from "report-311";
import { Report } from "./report";

const TYPES = ["Illegal Dumping", "Bulky Items", "Graffiti"];

/** The choice of a type is the app's own: its select and every report show it, and each of them may change it. */
export function App() {
  const [type, setType] = useState("Illegal Dumping");
  const [names, setNames] = useState(["recent", "type-map"]);
  const onChange = useCallback(({ by, values }: ReportChangeEvent) => {
    if (by === "user" && values["type"]) setType(values["type"]);
  }, []);
  return (
    <>
      <nav>
        <Link to="/">Reports</Link> <Link to="/about">About</Link>
      </nav>
      <Switch>
        <Route path="/about">
          <h1>About</h1>
        </Route>
        <Route path="/">
          <select aria-label="Type" value={type} onChange={({ target }) => setType(target.value)}>
            {TYPES.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <button onClick={() => setNames((names) => [...names].reverse())}>Swap</button>
          {names.map((name) => (
            <section key={name}>
              <Report name={name} api="/" as-of="2020-01-04" type={type} onReportChange={onChange} />
            </section>
          ))}
        </Route>
      </Switch>
    </>
  );
}
