"""Where at least 12 requests of a type lie within about 30 m of each other, council by council."""

import formulas
from seen import View, in_councils


def case(type, **attributes):
    view = View("2020", attributes["as-of"], attributes.get("period"), last=365)
    rows = in_councils(view.rows[view.rows["type"] == type].dropna(subset=["latitude", "longitude"]))
    spots = [[council, *spot] for council, own in rows.groupby("council") for spot in formulas.hotspots(own)]
    return {
        "name": type, "data": "2020", "attributes": {"type": type, **attributes},
        "cards": {"Hotspots": len(spots), "Requests in hotspots": sum(count for *_, count in spots),
                  "Councils with hotspots": len({council for council, *_ in spots})},
        # council, longitude, latitude, requests
        "hotspots": sorted(spots),
    }


def cases():
    return [
        case("Homeless Encampment", **{"as-of": "2020-01-04"}),
        case("Graffiti", **{"as-of": "2020-01-04"}),
        case("Graffiti", **{"as-of": "2021-01-01", "period": "2020-01-01..2020-01-02"}),
        case("Bulky Items", **{"as-of": "2020-01-04"}),
    ]
