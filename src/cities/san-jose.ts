import { defineCity } from "./city.js";
import { LOCAL_DATES } from "./dates.js";

export default defineCity({
  slug: "san-jose",
  name: "San José",
  state: "CA",
  country: "US",
  timeZone: "America/Los_Angeles",
  population: 1_013_240,
  generations: [
    {
      name: "311 service request data, 2021 on",
      columns: {
        id: "Incident ID",
        created: "Date Created",
        updated: "Date Last Updated",
        status: "Status",
        type: "Service Type",
        subtype: "Category",
        agency: "Department",
        source: "Source",
        latitude: "Latitude",
        longitude: "Longitude",
      },
      dates: LOCAL_DATES,
    },
  ],
  statuses: { open: "open", "in progress": "open", reassigned: "open", closed: "closed", referred: "referred" },
  box: [-122.06, 37.12, -121.58, 37.48],
  placeholders: { texts: ["rgr?ccc"] },
  categories: {
    "abandoned-vehicles": ["Abandoned Vehicle"],
    encampments: ["Encampment Concerns", "Homeless Encampment"],
    graffiti: ["Graffiti"],
    "bulky-items": ["Junk Pickup", "Free Junk Pickup"],
    "illegal-dumping": ["Illegal Dumping"],
    potholes: ["Pothole"],
    "street-lights": ["Streetlight", "Streetlight Outage"],
  },
  published: [
    { portal: "ckan", domain: "data.sanjoseca.gov", datasets: [{ id: "311-service-request-data", holds: "one file a year" }] },
  ],
  notes: [
    "No closed date is published: all requests count as open, and there are no closing times. The status word is kept.",
    "More than half of the points are 0, 0.",
    "Category is empty in 63 % of the rows, department in 35 %; neighbourhood and district are not published.",
    "The names of sources and types change in 2022 and 2023.",
  ],
});
