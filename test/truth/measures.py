"""All measures of `reports/measures.json` at once: their deciles with the highlighted entities, or one of them entity by entity."""

import json

from measure import SPEEDS, Measured, named
from paths import ROOT

LISTED = json.loads((ROOT / "reports" / "measures.json").read_text())
FIELDS = ("types", "sources", "denominator", "ofTypes", "days")


def as_attributes(measure):
    """A row of the list as the attributes of the report `measure`."""
    said = {key: measure[key] for key in FIELDS if key in measure}
    texts = {key: ",".join(value) if isinstance(value, list) else str(value) for key, value in said.items()}
    return {"of-types" if key == "ofTypes" else key: text for key, text in texts.items()}


def chart(title, asked, names, text=None):
    shown = {"deciles": asked.deciles(), "lines": asked.lines(names, sorted(asked.order))} if asked.months else {}
    return {"title": title, "text": text, "months": asked.months, "left_out": asked.left_out, **shown}


def case(name, data="2020", title=None, **attributes):
    """`title`: that of the charts of one measure, which stand in the place of all groups."""
    asked = {one["id"]: Measured(data, {**attributes, **as_attributes(one)}) for one in LISTED}
    highlighted = named(attributes.get("highlight"))
    blocks = []
    if "measure" in attributes:
        own = asked[attributes["measure"]]
        blocks.append({"title": title, "charts": [chart(entity, own, [entity, *highlighted]) for entity in own.order]})
    else:
        for heading, is_speed in (("How many requests", False), ("How fast they are closed", True)):
            listed = [one for one in LISTED if (one["denominator"] in SPEEDS) == is_speed]
            charts = [chart(one["title"]["en"], asked[one["id"]], highlighted, one["why"]["en"]) for one in listed]
            blocks.append({"title": heading, "charts": charts})
    return {"name": name, "data": data, "attributes": attributes, "blocks": blocks}


def cases():
    three_days = {"as-of": "2020-01-04", "partial": "on"}
    month = {"as-of": "2020-01-04", "period": "2018-01-01..2018-01-31"}
    return [
        case("councils", highlight="Arleta", **three_days),
        case("regions", groupby="region", highlight="Harbor,East", **three_days),
        case("councils of a region", region="North East Valley", highlight="Sylmar", **three_days),
        case("a whole month", "2018+2020", highlight="Venice", **month),
        case("one of them, region by region", title="Graffiti requests per 10,000 residents, by region",
             groupby="region", layout="entities", measure="graffiti", **three_days),
        case("one of them, council by council", "2018+2020",
             "Share of requests closed within 14 days, by neighborhood council in Harbor",
             layout="entities", measure="closed-in-14-days", region="Harbor", **month),
    ]
