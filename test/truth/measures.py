"""Several measures at once: their deciles with the highlighted entities, or one of them entity by entity."""

from measure import decile_lines, measured, number

# What a measure is, as the attributes of the report `measure`.
MEASURES = [
    {"denominator": "residents"},
    {"denominator": "residents", "types": "Illegal Dumping"},
    {"denominator": "all", "types": "Graffiti"},
    {"denominator": "closed", "days": "14"},
    {"denominator": "closed", "days": "7", "types": "Bulky Items"},
]


def lines(rows, names):
    return [{"name": name, "points": [[month, number(value)] for month, value in rows.xs(name, level="entity")["value"].items()]}
            for name in names]


def case(name, data="2020", **attributes):
    highlighted = list(filter(None, attributes.get("highlight", "").split(",")))
    measures = []
    for measure in MEASURES:
        _, months, _, rows = measured(data, {**attributes, **measure})
        measures.append({"measure": measure, "months": months, "deciles": decile_lines(rows, months),
                         "highlighted": lines(rows, highlighted),
                         "entities": lines(rows, rows.index.unique("entity"))})
    return {"name": name, "data": data, "attributes": attributes, "measures": measures}


def cases():
    three_days = {"as-of": "2020-01-04", "partial": "on"}
    return [
        case("councils", highlight="Arleta", **three_days),
        case("regions", groupby="region", highlight="Harbor,East", **three_days),
        case("councils of a region", region="North East Valley", **three_days),
        case("a whole month", "2018+2020", highlight="Venice", **{"as-of": "2020-01-04", "period": "2018-01-01..2018-01-31"}),
    ]
