import type { City } from "../city.js";

/** MyLA311: the yearly exports of data.lacity.org, 2015–2019 in mixed-case names, 2020–2025 in lower case. */
export const losAngeles: City = {
  slug: "los-angeles",
  id: 1,
  name: "Los Angeles",
  timeZone: "America/Los_Angeles",
  columns: {
    srnumber: ["srnumber"],
    created: ["createddate"],
    closed: ["closeddate"],
    type: ["requesttype"],
    agency: ["owner"],
    source: ["requestsource"],
    council: ["nc"],
    district: ["cd"],
    address: ["address"],
    latitude: ["latitude"],
    longitude: ["longitude"],
  },
  required: ["srnumber", "created", "closed", "type", "agency", "source", "council", "address", "latitude", "longitude"],
};
