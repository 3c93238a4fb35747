"""A lake of two cities: what real exports of Boston and Chicago have, read with Python's csv alone."""

from collections import Counter
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from three_cities import rows_of

CITIES = [
    {"city": "Boston", "slug": "boston", "file": "boston/new_system_2025-08_part1.csv", "created": "open_date",
     "type": "case_topic", "council": "neighborhood", "source": "report_source"},
    {"city": "Chicago", "slug": "chicago", "file": "chicago/311_2021-01_part1.csv", "created": "created_date",
     "type": "sr_type", "council": "community_area", "source": "origin"},
]


def day(city, text):
    """Boston writes UTC, Chicago its civil time."""
    moment = datetime.fromisoformat(text.replace("+00", ""))
    if city["city"] == "Boston":
        moment = moment.replace(tzinfo=timezone.utc).astimezone(ZoneInfo("America/New_York"))
    return moment.date().isoformat()


def ranked(rows, column):
    return sorted(Counter(row[column].strip() for row in rows if row[column].strip()).items(), key=lambda pair: (-pair[1], pair[0]))


def most_at_one_place(rows):
    """Twelve or more of them are a hotspot by themselves."""
    return max(Counter((row["latitude"], row["longitude"]) for row in rows if row["latitude"]).values())


def case(city):
    rows = rows_of(city["file"])
    days = sorted(day(city, row[city["created"]]) for row in rows)
    councils = ranked(rows, city["council"])
    first = min(name for name, _ in councils)
    types = ranked(rows, city["type"])
    return {
        "city": city["city"], "slug": city["slug"], "file": city["file"], "count": len(rows), "first": days[0], "last": days[-1],
        "types": types, "councils": councils, "sources": ranked(rows, city["source"]),
        "first_council": [first, ranked([row for row in rows if row[city["council"]].strip() == first], city["type"])],
        "type_by_council": ranked([row for row in rows if row[city["type"]].strip() == types[1][0]], city["council"]),
        "most_at_one_place": most_at_one_place([row for row in rows if row[city["type"]].strip() == types[1][0]]),
    }


def cases():
    return [case(city) for city in CITIES]
