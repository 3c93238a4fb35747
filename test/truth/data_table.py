"""The numbers behind a measure: entity, month, numerator, denominator, value."""

import measure
from measure import measured, number


def case(name, data="2020", **attributes):
    _, _, _, rows = measured(data, attributes)
    return {
        "name": name, "data": data, "attributes": attributes,
        "rows": [[*key, int(row.numerator), number(row.denominator), number(row.value)] for key, row in rows.iterrows()],
    }


def cases():
    asked = [case for case in measure.cases() if case["months"] and case["attributes"].get("hide-sparse") != "on"]
    return [case(one["name"], one["data"], **one["attributes"]) for one in asked]
