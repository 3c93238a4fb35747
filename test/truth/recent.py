"""Recent requests: what came in, day by day."""

from overview import weekdays
from seen import View, counted, iso, per_day


def case(name, data="2020", **attributes):
    view = View(data, attributes["as-of"], attributes.get("period"), last=30)
    days = view.rows["created_date"]
    return {
        "name": name, "data": data, "attributes": attributes,
        "cards": {"Requests": len(view.rows), "First day": iso(days.min()), "Last day": iso(days.max())},
        "per_day": per_day(view, view.rows, "type"),
        "weekdays": weekdays(view)["points"],
        "types": counted(view.rows, "type"),
    }


def cases():
    return [
        case("the default period", **{"as-of": "2020-01-04"}),
        case("one day less", **{"as-of": "2020-01-03"}),
        case("a month with days without requests", "2018+2020", **{"as-of": "2020-01-04", "period": "2018-01-01..2018-01-31"}),
    ]
