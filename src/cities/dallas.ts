import { defineCity } from "./city.js";
import { LOCAL_DATES } from "./dates.js";

export default defineCity({
  slug: "dallas",
  name: "Dallas",
  state: "TX",
  country: "US",
  timeZone: "America/Chicago",
  population: 1_304_379,
  generations: [
    {
      name: "October 2016 on",
      columns: {
        id: "Service Request Number",
        created: "Created Date",
        closed: "Closed Date",
        updated: "Update Date",
        status: "Status",
        type: "Service Request Type",
        agency: "Department",
        source: "Method Received Description",
        district: "City Council District",
        address: "Address",
        point: "Lat_Long Location",
      },
      dates: LOCAL_DATES,
    },
  ],
  statuses: {
    new: "open",
    open: "open",
    "in progress": "open",
    "on hold": "open",
    closed: "closed",
    "closed (duplicate)": "duplicate",
    "closed (transferred)": "referred",
    canceled: "cancelled",
    cancelled: "cancelled",
  },
  box: [-97.05, 32.55, -96.45, 33.05],
  placeholders: {},
  categories: {
    animals: ["Animal Aggressive Behavior - DAS"],
    "dead-animals": ["Dead Animal Pick Up - DAS"],
    "illegal-parking": ["Parking - Report a Violation - TRN"],
  },
  published: [
    {
      portal: "socrata",
      domain: "www.dallasopendata.com",
      datasets: [
        { id: "gc4d-8a49", holds: "October 2020 on" },
        { id: "m36q-vtbr", holds: "October 2018 on" },
        { id: "shgm-yzbp", holds: "October 2016 – September 2018" },
      ],
    },
  ],
  notes: [
    "The closed date equals the created one in all rows seen, while the update is later: closing times mean nothing.",
    "Missed recycling is not compared with missed trash.",
    "The plane coordinates of older views are not read; the point as a text is.",
  ],
});
