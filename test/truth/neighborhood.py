"""One neighborhood council against all councils together, per resident."""

from formulas import centred_mean
from rows import POPULATION
from seen import View, counted


def case(name, council, window, data="2020", **attributes):
    view = View(data, attributes["as-of"], attributes.get("period"), last=365)
    own = view.rows[view.rows["council"] == council]
    everywhere = view.rows[view.rows["council"].isin(POPULATION)]
    smooth = lambda rows, unit=1: view.points([mean and mean * unit for mean in centred_mean(view.daily(rows), window)])
    rate = lambda rows, residents: smooth(rows, 10_000 / residents)
    return {
        "name": name, "data": data,
        "attributes": {"council": council, "window": str(window), **attributes},
        "rate": [{"name": council, "points": rate(own, POPULATION[council])},
                 {"name": "All councils", "points": rate(everywhere, sum(POPULATION.values()))}],
        "types": [{"name": type, "points": smooth(own[own["type"] == type])} for type, _ in counted(own, "type")],
    }


def cases():
    return [
        case("each day by itself", "Arleta", 1, **{"as-of": "2020-01-04"}),
        case("a council that the population file names otherwise", "United Neighborhoods", 1,
             **{"as-of": "2021-01-01", "period": "2020-01-01..2020-01-03"}),
        case("three days have no week: all averages are null", "Arleta", 7, **{"as-of": "2020-01-04"}),
        case("a month in weeks", "Sylmar", 7, "2018+2020", **{"as-of": "2020-01-04", "period": "2018-01-01..2018-01-31"}),
        case("two months in windows of 30 days", "Arts District Little Tokyo", 30, "2018+2020",
             **{"as-of": "2020-01-04", "period": "2018-01-01..2018-02-28"}),
    ]
