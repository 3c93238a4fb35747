"""Two councils side by side."""

from seen import View, counted


def case(council, versus, data="2020", **attributes):
    view = View(data, attributes["as-of"], attributes.get("period"), last=365)
    rows = {name: view.rows[view.rows["council"] == name] for name in (council, versus)}
    return {
        "name": f"{council} and {versus}", "data": data, "attributes": {"council": council, "versus": versus, **attributes},
        "sides": [{"name": name, "cards": {"Requests": len(own), "Days covered": len(view.days)},
                   "sources": counted(own, "source")} for name, own in rows.items()],
        "per_day": [{"name": name, "points": view.points(map(int, view.daily(own)))} for name, own in rows.items()],
    }


def cases():
    return [
        case("Arleta", "Sylmar", **{"as-of": "2020-01-04"}),
        case("Downtown Los Angeles", "Hermon", **{"as-of": "2021-01-01", "period": "2020-01-01..2020-01-02"}),
        case("Van Nuys", "Venice", "2018+2020", **{"as-of": "2020-01-04", "period": "2018-01-01..2018-01-14"}),
    ]
