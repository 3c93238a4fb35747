import { defineCity } from "./city.js";
import { LOCAL_DATES } from "./dates.js";

export default defineCity({
  slug: "new-orleans",
  name: "New Orleans",
  state: "LA",
  country: "US",
  timeZone: "America/Chicago",
  population: 383_997,
  generations: [
    {
      name: "311 OPCD calls, 2012 on",
      columns: {
        id: "service_request",
        created: "date_created",
        closed: "case_close_date",
        updated: "date_modified",
        status: "request_status",
        type: "request_type",
        subtype: "request_reason",
        agency: "responsible_agency",
        district: ["address_councildis", "address_councildistrict"],
        address: "final_address",
        latitude: "latitude",
        longitude: "longitude",
        point: "geocoded_column",
      },
      dates: LOCAL_DATES,
    },
    {
      name: "311 calls, until 2018",
      columns: {
        id: "ticket_id",
        created: "ticket_created_date_time",
        closed: "ticket_closed_date_time",
        status: "ticket_status",
        type: "issue_type",
        council: "neighborhood_district",
        district: "council_district",
        address: "street_address",
        latitude: "latitude",
        longitude: "longitude",
        point: ["location", "geom"],
      },
      dates: LOCAL_DATES,
    },
  ],
  statuses: { open: "open", pending: "open", new: "open", closed: "closed" },
  box: [-90.15, 29.85, -89.6, 30.2],
  placeholders: {},
  categories: {
    "abandoned-vehicles": ["Abandoned Vehicle Reporting/Removal", "Abandoned Vehicle"],
    "bulky-items": ["Large Item Trash/Garbage Pickup"],
    "illegal-dumping": ["Illegal Dumping Reporting", "Illegal Dumping"],
    potholes: ["Pothole/Roadway Surface Repair", "Pothole"],
    rodents: ["Rodent Complaint"],
    "street-lights": ["Street Light"],
    trees: ["Tree Service"],
  },
  published: [
    {
      portal: "socrata",
      domain: "data.nola.gov",
      datasets: [
        { id: "2jgv-pqrq", holds: "2012 on" },
        { id: "3iz8-nghx", holds: "until 2018" },
      ],
    },
  ],
  notes: [
    "Some points lie outside the parish and are not drawn.",
    "The column status is a second, finer text; request_status is read.",
  ],
});
