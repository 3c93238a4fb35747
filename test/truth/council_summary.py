"""One council's requests against the average council, and how long they take to close."""

from formulas import histogram, log_iqr, quantile_disc
from rows import COUNCILS
from seen import View, counted, in_councils, iso


def case(name, council, types=(), quality=True, data="2020", **attributes):
    view = View(data, attributes["as-of"], attributes.get("period"), last=365)
    rows = view.rows[view.rows["type"].isin(types)] if types else view.rows
    own = rows[rows["council"] == council]
    closed = view.closed(own)
    negative = int(((own["closed_date"] <= view.yesterday) & (own["days"] < 0)).sum())
    shown, not_positive, outliers = log_iqr(closed) if quality else (closed, 0, 0)
    width, bins = histogram(shown) if len(shown) else (None, [])
    return {
        "name": name, "data": data,
        "attributes": {"council": council, **({"types": ",".join(types)} if types else {}),
                       "quality-filter": "on" if quality else "off", **attributes},
        "per_day": [{"name": council, "points": view.points(map(int, view.daily(own)))},
                    {"name": "Average council", "points": view.points(view.daily(in_councils(rows)) / len(COUNCILS))}],
        "types": counted(own, "type"),
        "offered": sorted(set(view.rows[view.rows["council"] == council]["type"])),
        "durations": {
            "shown": len(shown), "negative": negative, "not_positive": not_positive + (negative if quality else 0),
            "outliers": outliers, "open": int(view.is_open(own).sum()), "until": iso(view.yesterday),
            "median": quantile_disc(shown, 0.5), "kaplan_meier": view.kaplan_meier(own),
            "width": width, "bins": bins,
        },
    }


def cases():
    later = {"as-of": "2021-01-01", "period": "2020-01-01..2020-01-03"}
    return [
        case("the day after the data", "Arleta", **{"as-of": "2020-01-04"}),
        case("all durations of the day after", "Arleta", quality=False, **{"as-of": "2020-01-04"}),
        case("a year later", "Sylmar", **later),
        case("a year later, all durations", "Sylmar", quality=False, **later),
        case("two types", "Boyle Heights", types=("Bulky Items", "Graffiti"), **later),
        case("one type, all durations", "Van Nuys", types=("Illegal Dumping",), quality=False, **later),
        case("no durations after a day", "Arleta", **{"as-of": "2020-01-02"}),
        case("a month of another year", "Boyle Heights", data="2018+2020",
             **{"as-of": "2020-01-04", "period": "2018-01-01..2018-01-31"}),
    ]
