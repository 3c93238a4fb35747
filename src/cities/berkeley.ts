import { defineCity } from "./city.js";
import { LOCAL_DATES } from "./dates.js";

export default defineCity({
  slug: "berkeley",
  name: "Berkeley",
  state: "CA",
  country: "US",
  timeZone: "America/Los_Angeles",
  population: 124_321,
  generations: [
    {
      name: "311 cases; the category of the older set is now the request",
      columns: {
        id: "Case_ID",
        created: "Date_Opened",
        closed: "Date_Closed",
        updated: "Last_Action_Date",
        status: "Case_Status",
        type: ["Case_Request", "Request_Category"],
        subtype: "Request_SubCategory",
        detail: "Request_Detail",
        council: "Neighborhood",
        address: "Street_Address",
        latitude: "Latitude",
        longitude: "Longitude",
        point: "Location",
      },
      dates: LOCAL_DATES,
    },
  ],
  statuses: { open: "open", pending: "open", closed: "closed" },
  box: [-122.37, 37.83, -122.22, 37.91],
  placeholders: {},
  categories: {
    "illegal-dumping": ["Illegal Dumping - City Property"],
    "bulky-items": ["Residential Bulky Pickup"],
    "missed-collection": ["Residential Missed Pickup", "Commercial Missed Pickup"],
  },
  published: [
    {
      portal: "socrata",
      domain: "data.cityofberkeley.info",
      datasets: [{ id: "p88g-6gs2" }],
    },
  ],
  notes: ["The older set bscu-qpbu is no longer public; files of it are read."],
});
