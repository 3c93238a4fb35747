"""Cities compared, over a source that has Los Angeles alone."""

from seen import View, counted, iso

RESIDENTS = 3898747

CATEGORIES = {
    "Animal Remains": "Dead animals", "Bulky Items": "Bulky items", "Electronic Waste": "Electronic waste",
    "Graffiti": "Graffiti", "Homeless Encampment": "Encampments", "Illegal Dumping": "Illegal dumping",
    "Multiple Streetlights": "Street lights", "Single Streetlight": "Street lights",
}


def case(name, data="2020", **attributes):
    n = int(attributes.get("n", 5))
    view = View(data, attributes["as-of"], attributes.get("period"), last=365)
    named = view.rows.assign(category=view.rows["type"].map(CATEGORIES))
    count = len(named)
    categories = [[category, size, size / RESIDENTS * 10_000, size / count]
                  for category, size in counted(named[named["category"].notna()], "category")[:n]]
    types = counted(named[named["category"].isna()], "type")
    incomparable = int(named["category"].isna().sum())
    days = named["created_date"]
    return {
        "name": name, "data": data, "attributes": attributes, "categories": categories,
        "city": ["Los Angeles", RESIDENTS, count, count / RESIDENTS * 10_000, incomparable, incomparable / count,
                 iso(days.min()), iso(days.max())],
        "types": [["Los Angeles", type_, size, size / count] for type_, size in types[:n]],
    }


def cases():
    return [
        case("the default five", **{"as-of": "2020-01-04"}),
        case("two per resident", **{"as-of": "2020-01-04", "n": "2", "measure": "residents"}),
        case("more than there are, by share", **{"as-of": "2020-01-04", "n": "20", "measure": "share",
                                                 "period": "2020-01-01..2020-01-03"}),
    ]
