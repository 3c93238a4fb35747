"""A measure by month: a number of requests, or its ratio to residents, to all requests, to other types; or those closed in time.

Of an entity (a council, region, agency, source or type) and a month:

    count      requests of the chosen types and sources
    residents  10,000 × count / residents
    all        count / all requests of the entity in the month
    types      count / requests of other chosen types
    closed     requests closed within so many days / count
    open       all others / count

Nothing divided by nothing is no value (None). Entities are all that the city has, also those without requests; of the
groupings by council and region those requests that lie in no council are no part. Neither are they where a ratio to residents is
taken: the residents are those of councils.
"""

import pandas as pd

from formulas import deciles, percentile_ranks
from rows import AGENCIES, COUNCILS, POPULATION, REGION_OF, REGIONS, SOURCES, TYPES
from seen import DAY, View, in_councils, iso

ENTITIES = {"council": COUNCILS, "region": REGIONS, "agency": AGENCIES, "source": SOURCES, "type": TYPES}


def months_of(view, needs=0, partial=False):
    """The months that the data covers from first to last day and, for closings, that lie `needs` days back; which are left out."""
    whole, rest = [], []
    for month in view.days.to_period("M").unique():
        first, last = month.start_time, month.end_time.normalize()
        is_whole = view.days[0] <= first and last <= view.days[-1] and last + needs * DAY <= view.yesterday
        (whole if is_whole else rest).append(str(month))
    return (sorted(whole + rest) if partial else whole), rest


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


def cells(view, months, *, groupby="council", types=(), sources=(), denominator="residents", of_types=(), days=14, region="",
          council=""):
    """One row an entity and month: numerator, denominator, value."""
    scope = view.rows
    if region:
        scope = scope[scope["region"] == region]
    if council:
        scope = scope[scope["council"] == council]
    if denominator == "residents":
        scope = in_councils(scope)
    scope = scope.assign(month=scope["created"].dt.strftime("%Y-%m"))
    chosen = scope
    if types:
        chosen = chosen[chosen["type"].isin(types)]
    if sources:
        chosen = chosen[chosen["source"].isin(sources)]

    entities = entities_of(groupby, types, sources, region, council)
    every = pd.MultiIndex.from_product([entities, months], names=["entity", "month"])
    count = lambda rows: rows.groupby([groupby, "month"]).size().reindex(every, fill_value=0)
    in_time = (chosen["closed_date"] <= view.yesterday) & chosen["days"].between(0, days)
    counted = {"closed": chosen[in_time], "open": chosen[~in_time]}.get(denominator, chosen)

    rows = pd.DataFrame({"numerator": count(counted)})
    rows["denominator"] = {
        "count": lambda: None,
        "residents": lambda: [residents_of(groupby, entity, region, council) for entity, _ in every],
        "all": lambda: count(scope),
        "types": lambda: count(scope[scope["type"].isin(of_types)]),
        "closed": lambda: count(chosen),
        "open": lambda: count(chosen),
    }[denominator]()
    if denominator == "count":
        rows["value"] = rows["numerator"].astype(float)
    else:
        ratio = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
        rows["value"] = ratio * (10_000 if denominator == "residents" else 1)
    return rows


def is_sparse(numerators):
    """Data in fewer than 6 of the last 12 shown months; where fewer than 12 are shown, in fewer than half of them."""
    last = numerators.tail(12)
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


def measured(data, attributes, last=730):
    """The view, months and cells that a tag's attributes ask for."""
    view = View(data, attributes["as-of"], attributes.get("period"), last=last)
    split = lambda name: tuple(filter(None, attributes.get(name, "").split(",")))
    denominator = attributes.get("denominator", "residents")
    days = int(attributes.get("days", 14))
    months, rest = months_of(view, days if denominator in ("closed", "open") else 0, attributes.get("partial") == "on")
    rows = cells(view, months, groupby=attributes.get("groupby", "council"), types=split("types"), sources=split("sources"),
                 denominator=denominator, of_types=split("of-types"), days=days, region=attributes.get("region", ""),
                 council=attributes.get("council", "")) if months else None
    return view, months, rest, rows


def case(name, data="2020", **attributes):
    view, months, rest, rows = measured(data, attributes)
    said = {"name": name, "data": data, "attributes": attributes, "covered": [iso(view.days[0]), iso(view.days[-1])],
            "months": months, "partial_months": rest}
    if not months:
        return said
    shown = rows
    if attributes.get("hide-sparse") == "on":
        shown = rows[~rows["numerator"].groupby("entity").transform(is_sparse).astype(bool)]
    order = ordered(shown, attributes.get("sort", "mean-descending"))
    line = lambda own, field: [[month, number(value)] for (_, month), value in own[field].items()]
    row = lambda name, field: {"name": name, "points": line(shown.xs(name, level="entity", drop_level=False), field)}
    ranks = shown.assign(rank=percentile_ranks(shown["value"]))
    return {
        **said,
        "deciles": decile_lines(shown, months),
        "highlighted": [row(name, "value") for name in filter(None, attributes.get("highlight", "").split(","))],
        "heatmap": [row(name, "value") for name in order],
        **({"ranks": [{"name": name, "points": line(ranks.xs(name, level="entity", drop_level=False), "rank")} for name in order]}
           if attributes.get("equalise") == "on" else {}),
    }


def cases():
    three_days = {"as-of": "2020-01-04", "partial": "on"}
    later = {"as-of": "2021-01-01", "period": "2020-01-01..2020-01-03", "partial": "on"}
    months = {"as-of": "2020-01-04", "period": "2018-01-01..2018-02-28"}
    return [
        case("no whole month", **{"as-of": "2020-01-04"}),
        case("per resident of each council", **three_days),
        case("counts of a region's councils, two highlighted", denominator="count", region="North East Valley",
             highlight="Arleta,Sylmar", **three_days),
        case("one type per resident of each region", groupby="region", types="Graffiti", **three_days),
        case("two types as a share of each council's requests, colours equalised", denominator="all",
             types="Bulky Items,Metal/Appliances", equalise="on", sort="mean-ascending", **three_days),
        case("share that comes by app, by type", groupby="type", denominator="all", sources="Mobile App", **three_days),
        case("graffiti to bulky items, by region name", denominator="types", types="Graffiti", **{"of-types": "Bulky Items"},
             sort="region", highlight="Sylmar", **three_days),
        case("a rare type, without sparse councils", denominator="count", types="Homeless Encampment", **{"hide-sparse": "on"},
             **three_days),
        case("counts by agency", groupby="agency", denominator="count", **three_days),
        case("counts by source in one council", groupby="source", denominator="count", council="Downtown Los Angeles", **later),
        case("types per resident of a region", groupby="type", region="Harbor", **later),
        case("closed within a day, the day after", denominator="closed", days="1", **three_days),
        case("closed within a week, a year later", groupby="agency", denominator="closed", days="7", types="Bulky Items,Graffiti",
             **later),
        case("not closed within three days, a year later", groupby="type", denominator="open", days="3", **later),
        case("two whole months per resident", data="2018+2020", **months),
        case("two whole months, closed within two weeks", data="2018+2020", denominator="closed", highlight="Venice", **months),
        case("two whole months, one of them without values", data="2018+2020", groupby="type", denominator="all",
             sources="Phone Call", **months),
        case("closings of the last month not complete yet", data="2018+2020", denominator="closed",
             **{"as-of": "2018-02-05", "period": "2018-01-01..2018-01-31"}),
        case("two years and their ends", data="2018+2020", groupby="region", denominator="count", partial="on",
             **{"as-of": "2020-01-04", "period": "2018-01-01..2020-01-03"}),
    ]
