"""Overview: how many requests, by what, and how fast they are closed."""

import pandas as pd

from formulas import quantile_disc
from seen import DAY, View, counted, in_councils, iso, top

WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]


def days_to_close(view):
    """[type, q1, median, q3, closed, open, Kaplan–Meier median] of each type with a closed request, by median, then name."""
    boxes = []
    for name, rows in view.rows.groupby("type"):
        closed = view.closed(rows)
        if len(closed):
            quartiles = [quantile_disc(closed, share) for share in (0.25, 0.5, 0.75)]
            boxes.append([name, *quartiles, len(closed), int(view.is_open(rows).sum()), view.kaplan_meier(rows)])
    return sorted(boxes, key=lambda box: (box[2], box[0]))


def weekdays(view):
    """[weekday, requests] over those of the 365 days up to the end of the period that the data knows, and which days these are."""
    days = view.days[view.days > view.last - 365 * DAY]
    counts = view.rows[view.rows["created_date"].isin(days)]["created_date"].dt.day_name().value_counts()
    return {"days": [iso(days[0]), iso(days[-1]), len(days)],
            "occurrences": [int((days.day_name() == name).sum()) for name in WEEKDAYS],
            "points": [[name, int(counts.get(name, 0))] for name in WEEKDAYS]}


def case(name, data="2020", **attributes):
    yesterday = iso(pd.Timestamp(attributes["as-of"]) - DAY)
    view = View(data, attributes["as-of"], f"{attributes.get('from', '2016-01-01')}..{attributes.get('to', yesterday)}")
    rows = view.rows
    years = range(view.days[0].year, view.days[-1].year + 1)
    return {
        "name": name, "data": data, "attributes": attributes,
        "cards": {
            "Requests": len(rows),
            "Neighborhood councils": in_councils(rows)["council"].nunique(),
            "Request types": rows["type"].nunique(),
            "Sources": rows["source"].nunique(),
            "Agencies": rows["agency"].nunique(),
        },
        "covered": [iso(view.days[0]), iso(view.days[-1])],
        "years": [[str(year), int((rows["created"].dt.year == year).sum())] for year in years],
        "types": counted(rows, "type"),
        "days_to_close": days_to_close(view),
        "open": int(view.is_open(rows).sum()),
        "until": iso(view.yesterday),
        "agencies": top(counted(rows, "agency"), 4),
        "sources": top(counted(rows, "source"), 4),
        "weekdays": weekdays(view),
        "councils": counted(rows, "council"),
    }


def cases():
    return [
        case("seen on the day after the data", **{"as-of": "2020-01-04"}),
        case("two of the days", **{"from": "2020-01-01", "to": "2020-01-02", "as-of": "2020-01-04"}),
        case("seen a year later", **{"as-of": "2021-01-01"}),
        case("two years of data", "2018+2020", **{"as-of": "2020-01-04"}),
    ]
