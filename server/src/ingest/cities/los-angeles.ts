import type { City } from "../city.js";

/**
 * MyLA311: the yearly exports of data.lacity.org. 2015–2019 in mixed-case names, 2020–2024 the same in lower case; the cases of
 * 2025 on come from another system, which names columns anew and gives the council by code and by name (their misspelling).
 */
export const losAngeles: City = {
  slug: "los-angeles",
  id: 1,
  name: "Los Angeles",
  timeZone: "America/Los_Angeles",
  columns: {
    srnumber: ["srnumber", "casenumber"],
    created: ["createddate"],
    closed: ["closeddate"],
    type: ["requesttype", "type"],
    agency: ["owner", "department_name__c"],
    source: ["requestsource", "origin"],
    council: ["nc", "locator_sr_neigborhood_council", "locator_sr_neigborhood_council_1", "ncname"],
    district: ["cd", "locator_council_district"],
    address: ["address", "locator_gis_returned_address"],
    latitude: ["latitude", "geolocation__latitude__s"],
    longitude: ["longitude", "geolocation__longitude__s"],
  },
  required: ["srnumber", "created", "closed", "type", "council", "latitude", "longitude"],
};
