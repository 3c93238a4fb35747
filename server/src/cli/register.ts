import { UserError } from "../errors.js";
import { readTrinoAddress, tableName, TRINO_FORM } from "../store/trino/address.js";
import { register } from "../store/trino/register.js";
import { wholeNumber, type Command } from "./options.js";

export const registerCommand: Command = {
  name: "register",
  summary: "Makes a lake's table on Trino, or brings it up to date with the lake's folder after an ingest.",
  flags: {
    engine: { value: "address", description: "Table on Trino", env: "REPORT_311_ENGINE" },
    location: {
      value: "url",
      description: "The lake's folder as Trino's workers see it, e.g. s3://bucket/lake",
      env: "REPORT_311_LOCATION",
    },
    timeout: { value: "seconds", description: "When to give it up", env: "REPORT_311_TIMEOUT", default: "300" },
  },
  notes: `An address is ${TRINO_FORM}.
The schema must be there. A table that is there stays as it is, but for its partitions.`,
  async run({ engine, location, timeout }, _positionals, print) {
    if (engine === undefined) throw new UserError(`--engine is missing. Accepted: ${TRINO_FORM}.`);
    if (location === undefined || !/^[a-z][a-z0-9]*:\/\/\S+$/.test(location))
      throw new UserError("--location must be a URL of the lake's folder such as s3://bucket/lake or local:///data/lake.");
    const address = readTrinoAddress(engine);
    const partitions = await register(address, location, wholeNumber("timeout", timeout, 1, 3600) * 1000);
    print(`${tableName(address)} at ${address.origin} has ${partitions} partitions.\n`);
  },
};
