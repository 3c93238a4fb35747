"""All measures of `reports/measures.json` at once: their deciles with the highlighted entities, or one of them entity by entity."""

import json

from measure import decile_lines, measured, number
from rows import ROOT

LISTED = json.loads((ROOT / "reports" / "measures.json").read_text())
FIELDS = ("types", "sources", "denominator", "ofTypes", "days")


def as_attributes(measure):
    """A row of the list as the attributes of the report `measure`."""
    said = {key: measure[key] for key in FIELDS if key in measure}
    texts = {key: ",".join(value) if isinstance(value, list) else str(value) for key, value in said.items()}
    return {"of-types" if key == "ofTypes" else key: text for key, text in texts.items()}


def lines(rows, names):
    return [{"name": name, "points": [[month, number(value)] for month, value in rows.xs(name, level="entity")["value"].items()]}
            for name in names]


def case(name, data="2020", **attributes):
    said = {"name": name, "data": data, "attributes": attributes}
    rows = {}
    for measure in LISTED:
        _, _, _, rows[measure["id"]] = measured(data, {**attributes, **as_attributes(measure)})
    if attributes.get("layout") == "entities":
        shown = rows[attributes["measure"]]
        return {**said, "entities": lines(shown, shown.index.unique("entity"))}
    highlighted = list(filter(None, attributes.get("highlight", "").split(",")))
    return {**said, "measures": [
        {"id": id, "deciles": decile_lines(own, own.index.unique("month")), "highlighted": lines(own, highlighted)}
        for id, own in rows.items()
    ]}


def cases():
    three_days = {"as-of": "2020-01-04", "partial": "on"}
    month = {"as-of": "2020-01-04", "period": "2018-01-01..2018-01-31"}
    return [
        case("councils", highlight="Arleta", **three_days),
        case("regions", groupby="region", highlight="Harbor,East", **three_days),
        case("councils of a region", region="North East Valley", highlight="Sylmar", **three_days),
        case("a whole month", "2018+2020", highlight="Venice", **month),
        case("one of them, region by region", groupby="region", layout="entities", measure="graffiti", **three_days),
        case("one of them, council by council", "2018+2020", layout="entities", measure="closed-in-14-days", region="Harbor", **month),
    ]
