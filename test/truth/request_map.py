"""Requests on the map: how many have a place, of which type they are and in which council most of them lie. Counted from the raw
rows by the standard library alone."""

import csv
import gzip
from collections import Counter
from datetime import datetime

from paths import LOS_ANGELES

MOMENT = "%m/%d/%y %H:%M"
NOWHERE = "No council"


def table(name):
    opened = gzip.open if name.endswith(".gz") else open
    with opened(LOS_ANGELES / name, "rt", encoding="utf-8-sig", newline="") as file:
        return [{key.lower(): value for key, value in row.items()} for row in csv.DictReader(file)]


TYPES = {row["data_code"]: row["type_name"] for row in table("types.csv")}
COUNCILS = {row["data_code"]: row["council_name"] for row in table("councils.csv")}

ROWS = [
    {
        "srnumber": row["srnumber"],
        "created": datetime.strptime(row["createddate"], MOMENT),
        "place": row["latitude"] != "" and row["longitude"] != "",
        "type": TYPES[row["requesttype"]],
        "council": COUNCILS.get(row["nc"], NOWHERE),
    }
    for row in table("test_requests.csv.gz")
]


def counted(names):
    return [[name, count] for name, count in sorted(Counter(names).items(), key=lambda entry: (-entry[1], entry[0]))]


def case(name, **attributes):
    types = [one for one in attributes.get("types", "").split(",") if one]
    day = attributes.get("period", "").split("..")[0]
    asked = [
        row for row in ROWS
        if (not types or row["type"] in types) and (not day or row["created"].strftime("%Y-%m-%d") == day)
    ]
    # The newest first, of equal ones the one that came later in the file.
    newest = sorted(enumerate(asked), key=lambda entry: (entry[1]["created"], entry[0]), reverse=True)
    shown = [row for _, row in newest][:int(attributes.get("limit", 100_000))]
    located = [row for row in shown if row["place"]]
    return {
        "name": name, "data": "2020", "attributes": {"as-of": "2020-01-04", **attributes},
        "cards": {"Requests": len(asked)},
        "shown": len(shown), "located": len(located),
        "types": counted(row["type"] for row in located),
        "most": counted(row["council"] for row in located if row["council"] != NOWHERE)[0],
        "first": shown[0]["srnumber"], "last": shown[-1]["srnumber"],
    }


def cases():
    return [
        case("all of them"),
        case("two types", types="Graffiti,Bulky Items"),
        case("one day", period="2020-01-02..2020-01-02"),
        case("only the newest", limit="250"),
    ]
