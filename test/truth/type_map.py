"""Requests of one type by council, on the map."""

from rows import COUNCILS
from seen import View


def case(type, council, **attributes):
    view = View("2020", attributes["as-of"], attributes.get("period"), last=365)
    rows = view.rows[view.rows["type"] == type]
    counts = {name: int((rows["council"] == name).sum()) for name in COUNCILS}
    return {
        "name": type, "data": "2020", "attributes": {"type": type, "council": council, **attributes},
        "cards": {"Requests": len(rows), "Chosen council": council or None, "Requests there": counts[council] if council else None},
        "councils": sorted(map(list, counts.items())),
        "nowhere": len(rows) - sum(counts.values()),
    }


def cases():
    return [
        case("Illegal Dumping", "Sylmar", **{"as-of": "2020-01-04"}),
        case("Graffiti", "", **{"as-of": "2021-01-01", "period": "2020-01-01..2020-01-03"}),
        case("Water Waste", "Arleta", **{"as-of": "2020-01-04"}),
    ]
