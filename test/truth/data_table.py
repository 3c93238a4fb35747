"""The numbers behind a measure: entity, month, numerator, denominator, value."""

import measure
from measure import Measured, number


def case(name, title, data="2020", **attributes):
    asked = Measured(data, attributes)
    rows = [[entity, month, int(row.numerator), number(row.denominator), number(row.value)]
            for entity in asked.order for month, row in asked.rows.xs(entity, level="entity").iterrows()]
    return {"name": name, "data": data, "attributes": attributes, "title": title, "months": asked.months,
            "left_out": asked.left_out, "rows": rows}


def cases():
    return [case(one["name"], one["title"], one["data"], **one["attributes"]) for one in measure.cases()]
