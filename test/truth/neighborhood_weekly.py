"""A week in one neighborhood council."""

from seen import View, counted, per_day


def moment(value):
    return None if value != value else value.isoformat()


def case(name, council, **attributes):
    view = View("2020", attributes["as-of"], attributes.get("period"), last=7)
    own = view.rows[view.rows["council"] == council].sort_values(["created", "srnumber"], ascending=[False, True])
    closed = view.all[(view.all["council"] == council) & view.all["closed_date"].between(view.first, view.last)]
    return {
        "name": name, "data": "2020", "attributes": {"council": council, **attributes},
        "cards": {"New": len(own), "Closed": len(closed), "Net change": len(closed) - len(own)},
        "per_day": per_day(view, own, "type"),
        "types": counted(own, "type"),
        # Newest first; those of the same minute by number.
        "requests": [[row.srnumber, moment(row.created), moment(row.closed), row.type, row.agency, row.source, row.address]
                     for row in own.itertuples()],
    }


def cases():
    return [
        case("a council with ten types", "Arleta", **{"as-of": "2020-01-04"}),
        case("several pages of requests", "Empowerment Congress North", **{"as-of": "2020-01-08"}),
        case("closed without new ones", "Arleta", **{"as-of": "2020-01-16"}),
        case("three days seen a year later", "Venice", **{"as-of": "2021-01-01", "period": "2020-01-01..2020-01-03"}),
    ]
