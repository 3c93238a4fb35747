"""A measure by month: a number of requests, or its ratio to residents, to all requests, to other types; or those closed in time.

Of an entity (a council, region, agency, source or type) and a month:

    count      requests of the chosen types and sources
    residents  10,000 × count / residents
    all        count / all requests of the entity in the month
    types      count / requests of other chosen types
    closed     requests closed within so many days / requests that can be judged
    open       the others of these / requests that can be judged

A request can be judged when it was created at least so many days before yesterday, unless it was closed before that.

Nothing divided by nothing is no value (None). Entities are all that the city has, also those without requests; of the
groupings by council and region those requests that lie in no council are no part. Neither are they where a ratio to residents is
taken: the residents are those of councils.
"""

import pandas as pd

from formulas import deciles, percentile_ranks
from rows import AGENCIES, COUNCILS, POPULATION, REGION_OF, REGIONS, SOURCES, TYPES
from seen import DAY, View, in_councils, iso

ENTITIES = {"council": COUNCILS, "region": REGIONS, "agency": AGENCIES, "source": SOURCES, "type": TYPES}
SPEEDS = ("closed", "open")


def months_of(days, partial):
    """The months of which these days are all days, or with `partial` any; and those of which they are only some."""
    touched = days.to_period("M").unique()
    whole = [month for month in touched if days[0] <= month.start_time and month.end_time.normalize() <= days[-1]]
    return [str(month) for month in (touched if partial else whole)], [str(month) for month in touched if month not in whole]


def entities_of(groupby, types, sources, region, council):
    names = ENTITIES[groupby]
    if groupby == "council":
        names = [name for name in names if region in ("", REGION_OF[name]) and council in ("", name)]
    if groupby == "region" and region:
        names = [region]
    chosen = {"type": types, "source": sources}.get(groupby)
    return list(chosen or names)


def residents_of(groupby, entity, region, council):
    return sum(residents for name, residents in POPULATION.items()
               if region in ("", REGION_OF[name]) and council in ("", name)
               and (groupby != "council" or name == entity) and (groupby != "region" or REGION_OF[name] == entity))


def cells(rows, months, *, groupby="council", types=(), sources=(), denominator="residents", of_types=(), days=14, region="",
          council=""):
    """One row an entity and month: numerator, denominator, value."""
    scope = rows
    if region:
        scope = scope[scope["region"] == region]
    if council:
        scope = scope[scope["council"] == council]
    if denominator == "residents":
        scope = in_councils(scope)
    if denominator in SPEEDS:
        scope = scope[~(scope["days"] < 0)]
    scope = scope.assign(month=scope["created"].dt.strftime("%Y-%m"))
    chosen = scope
    if types:
        chosen = chosen[chosen["type"].isin(types)]
    if sources:
        chosen = chosen[chosen["source"].isin(sources)]

    entities = entities_of(groupby, types, sources, region, council)
    every = pd.MultiIndex.from_product([entities, months], names=["entity", "month"])
    count = lambda rows: rows.groupby([groupby, "month"]).size().reindex(every, fill_value=0)
    in_time = chosen["days"] <= days
    counted = {"closed": chosen[in_time], "open": chosen[~in_time]}.get(denominator, chosen)

    table = pd.DataFrame({"numerator": count(counted)})
    table["denominator"] = {
        "count": lambda: None,
        "residents": lambda: [residents_of(groupby, entity, region, council) for entity, _ in every],
        "all": lambda: count(scope),
        "types": lambda: count(scope[scope["type"].isin(of_types)]),
        "closed": lambda: count(chosen),
        "open": lambda: count(chosen),
    }[denominator]()
    if denominator == "count":
        table["value"] = table["numerator"].astype(float)
    else:
        ratio = table["numerator"] / table["denominator"].where(table["denominator"] > 0)
        table["value"] = ratio * (10_000 if denominator == "residents" else 1)
    return table


def is_sparse(requests):
    """Requests in fewer than 6 of the last 12 shown months; where fewer than 12 are shown, in fewer than half of them."""
    last = requests.tail(12)
    return (last > 0).sum() < min(6, len(last) / 2)


def ordered(rows, sort):
    """Entities by the mean of their values in the last 6 shown months: those without any last, ties by name."""
    mean = {entity: own["value"].tail(6).mean() for entity, own in rows.groupby("entity")}
    sign = 1 if sort == "mean-ascending" else -1
    by_mean = lambda name: (pd.isna(mean[name]), 0 if pd.isna(mean[name]) else sign * mean[name], name)
    return sorted(mean, key=(lambda name: (REGION_OF[name], *by_mean(name))) if sort == "region" else by_mean)


def number(value):
    return None if pd.isna(value) else float(value)


def decile_lines(rows, months):
    """Nine lines, or none: per month over the entities with a value; None in months with fewer than ten."""
    by_month = {month: deciles(rows.xs(month, level="month")["value"].dropna()) for month in months}
    if not any(by_month.values()):
        return []
    return [{"percentile": 10 * (i + 1), "points": [[month, found and found[i]] for month, found in by_month.items()]}
            for i in range(9)]


def named(text):
    """The names in the text of an attribute."""
    return [name for name in (text or "").split(",") if name]


class Measured:
    """What a tag's attributes ask for: the months, the cells of the entities shown, and what is left out."""

    def __init__(self, data, attributes, last=730):
        get = lambda name, default="": attributes.get(name, default)
        view = View(data, attributes["as-of"], attributes.get("period"), last=last)
        denominator, days = get("denominator", "residents"), int(get("days", 14))
        last_judged = view.yesterday - (days if denominator in SPEEDS else 0) * DAY
        judged = view.days[view.days <= last_judged]
        self.months, partial = months_of(judged, get("partial") == "on")
        self.rows = cells(
            view.rows[view.rows["created_date"] <= last_judged], self.months, groupby=get("groupby", "council"),
            types=named(get("types")), sources=named(get("sources")), denominator=denominator, of_types=named(get("of-types")),
            days=days, region=get("region"), council=get("council"))
        requests = self.rows["denominator" if denominator in SPEEDS else "numerator"].groupby("entity")
        sparse = [name for name, own in requests if get("hide-sparse") == "on" and is_sparse(own)]
        self.rows = self.rows.drop(index=sparse, level="entity")
        self.order = ordered(self.rows, get("sort", "mean-descending"))
        self.left_out = {
            "days": [iso(judged[0]), iso(judged[-1])] if len(judged) else None,
            "is_partial": get("partial") == "on",
            "partial_months": partial,
            "unripe_after": iso(last_judged) if denominator in SPEEDS and last_judged < view.last else None,
            "ripe_days": days,
            # As the entities come in the tables of the city.
            "sparse": [name for name in ENTITIES[get("groupby", "council")] if name in sparse],
        }

    def series(self, names, values=None):
        values = self.rows["value"] if values is None else values
        return [{"name": name, "points": [[month, number(value)] for month, value in values.xs(name, level="entity").items()]}
                for name in names]

    def deciles(self):
        return decile_lines(self.rows, self.months)

    def lines(self, names, order):
        """The lines of entities: those named over deciles, all where there are none."""
        return self.series([name for name in order if name in names or not self.deciles()])


def case(name, title, data="2020", **attributes):
    asked = Measured(data, attributes)
    said = {"name": name, "data": data, "attributes": attributes, "title": title, "months": asked.months,
            "left_out": asked.left_out}
    if not asked.months:
        return said
    return {
        **said,
        "deciles": asked.deciles(),
        "lines": asked.lines(named(attributes.get("highlight")), asked.order),
        "heatmap": asked.series(asked.order),
        "ranks": asked.series(asked.order, percentile_ranks(asked.rows["value"])) if attributes.get("equalise") == "on" else None,
    }


def cases():
    three_days = {"as-of": "2020-01-04", "partial": "on"}
    later = {"as-of": "2021-01-01", "period": "2020-01-01..2020-01-03", "partial": "on"}
    months = {"as-of": "2020-01-04", "period": "2018-01-01..2018-02-28"}
    early = {"as-of": "2018-01-10", "period": "2018-01-01..2018-01-09"}
    return [
        case("no whole month", "Requests per 10,000 residents, by neighborhood council", **{"as-of": "2020-01-04"}),
        case("per resident of each council", "Requests per 10,000 residents, by neighborhood council", **three_days),
        case("counts of a region's councils, two highlighted", "Requests, by neighborhood council in North East Valley",
             denominator="count", region="North East Valley", highlight="Arleta,Sylmar", **three_days),
        case("one type per resident of each region", "Graffiti requests per 10,000 residents, by region",
             groupby="region", types="Graffiti", **three_days),
        case("two types as a share of each council's requests, colours equalised",
             "Bulky Items and Metal/Appliances requests as a share of all requests, by neighborhood council",
             denominator="all", types="Bulky Items,Metal/Appliances", equalise="on", sort="mean-ascending", **three_days),
        case("share that comes by app, by type", "Requests via Mobile App as a share of all requests, by request type",
             groupby="type", denominator="all", sources="Mobile App", **three_days),
        case("graffiti to bulky items, by region name",
             "Graffiti requests as a percentage of Bulky Items requests, by neighborhood council",
             denominator="types", types="Graffiti", **{"of-types": "Bulky Items"}, sort="region", highlight="Sylmar", **three_days),
        case("a rare type, without sparse councils", "Homeless Encampment requests, by neighborhood council",
             denominator="count", types="Homeless Encampment", **{"hide-sparse": "on"}, **three_days),
        case("counts by agency", "Requests, by agency", groupby="agency", denominator="count", **three_days),
        case("counts by source in one council", "Requests, by source in Downtown Los Angeles",
             groupby="source", denominator="count", council="Downtown Los Angeles", **later),
        case("types per resident of a region", "Requests per 10,000 residents, by request type in Harbor",
             groupby="type", region="Harbor", **later),
        case("closed within a day, the day after", "Share of requests closed within 1 day, by neighborhood council",
             denominator="closed", days="1", **three_days),
        case("closed within a week, a year later", "Share of Bulky Items and Graffiti requests closed within 7 days, by agency",
             groupby="agency", denominator="closed", days="7", types="Bulky Items,Graffiti", **later),
        case("not closed within three days, a year later", "Share of requests not closed within 3 days, by request type",
             groupby="type", denominator="open", days="3", **later),
        case("closed within a week, as far as a week has gone by",
             "Share of Homeless Encampment requests closed within 7 days, by neighborhood council", "2018+2020",
             denominator="closed", days="7", types="Homeless Encampment", partial="on", **{"hide-sparse": "on"}, **early),
        case("thirty days that have not gone by for any", "Share of requests not closed within 30 days, by region", "2018+2020",
             groupby="region", denominator="open", days="30", partial="on", **early),
        case("two whole months per resident", "Requests per 10,000 residents, by neighborhood council", "2018+2020", **months),
        case("two whole months, closed within two weeks", "Share of requests closed within 14 days, by neighborhood council",
             "2018+2020", denominator="closed", highlight="Venice", **months),
        case("two whole months, one of them without values", "Requests via Phone Call as a share of all requests, by request type",
             "2018+2020", groupby="type", denominator="all", sources="Phone Call", **months),
        case("closings of the last month not complete yet", "Share of requests closed within 14 days, by neighborhood council",
             "2018+2020", denominator="closed", **{"as-of": "2018-02-05", "period": "2018-01-01..2018-01-31"}),
        case("two years and their ends", "Requests, by region", "2018+2020", groupby="region", denominator="count", partial="on",
             **{"as-of": "2020-01-04", "period": "2018-01-01..2020-01-03"}),
    ]
