"""Top requests: the most frequent types of a period."""

from seen import View, counted


def case(name, data="2020", **attributes):
    n = int(attributes.get("n", 5))
    view = View(data, attributes["as-of"], attributes.get("period"), last=365)
    types = counted(view.rows, "type")
    return {
        "name": name, "data": data, "attributes": attributes,
        "cards": {"Requests": len(view.rows), "Request types": len(types)},
        "types": [[type_, count, count / len(view.rows)] for type_, count in types[:n]],
    }


def cases():
    return [
        case("the default five", **{"as-of": "2020-01-04"}),
        case("two", **{"as-of": "2020-01-04", "n": "2"}),
        case("more than there are", **{"as-of": "2020-01-04", "n": "40"}),
    ]
