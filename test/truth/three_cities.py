"""Cities compared: the categories of three real exports, read with Python's csv alone.

What a request is called is read in the finest column first. Which names mean which category is stated here once more, by hand,
as far as the files have them.
"""

import csv
import gzip
from collections import Counter
from datetime import datetime

from paths import LOS_ANGELES

DATA = LOS_ANGELES.parent
TOP = 5

CITIES = [
    {
        "city": "Chicago", "file": "chicago/311_2021-01_part1.csv", "residents": 2746388,
        "created": ("created_date", "%Y-%m-%dT%H:%M:%S.%f"), "names": ["sr_type"],
        "categories": {
            "abandoned-vehicles": ["Abandoned Vehicle Complaint"],
            "graffiti": ["Graffiti Removal Request"],
            "noise": ["Aircraft Noise Complaint"],
            "rodents": ["Rodent Baiting/Rat Complaint"],
            "snow": ["Snow – Uncleared Sidewalk Complaint", "Ice and Snow Removal Request", "Snow - Object/Dibs Removal Request"],
            "street-lights": ["Street Light Out Complaint", "Alley Light Out Complaint", "Street Light Pole Damage Complaint",
                              "Street Light On During Day Complaint", "Viaduct Light Out Complaint"],
            "traffic-signals": ["Traffic Signal Out Complaint"],
            "animals": ["Report an Injured Animal", "Stray Animal Complaint", "Vicious Animal Complaint",
                        "Nuisance Animal Complaint", "Coyote Interaction Complaint", "Pet Wellness Check Request"],
            "dead-animals": ["Dead Animal Pick-Up Request"],
            "illegal-dumping": ["Fly Dumping Complaint"],
            "illegal-parking": ["Vehicle Parked in Bike Lane Complaint", "City Vehicle Sticker Violation"],
            "missed-collection": ["Missed Garbage Pick-Up Complaint"],
            "potholes": ["Pothole in Street Complaint", "Alley Pothole Complaint"],
            "sidewalks": ["Sidewalk Inspection Request"],
            "street-signs": ["Sign Repair Request - Stop Sign", "Sign Repair Request - All Other Signs",
                             "Sign Repair Request - Do Not Enter Sign", "Sign Repair Request - One Way Sign"],
            "trees": ["Tree Trim Request (NO LONGER BEING ACCEPTED)", "Tree Removal Inspection", "Tree Debris Clean-Up Request",
                      "Tree Planting Request", "Tree Emergency"],
            "water": ["Check for Leak", "Water On Street Complaint", "No Water Complaint", "Low Water Pressure Complaint"],
        },
    },
    {
        "city": "New York", "file": "new_york/311_2022-05-01.csv", "residents": 8804190,
        "created": ("Created Date", "%m/%d/%Y %I:%M:%S %p"), "names": ["Descriptor", "Complaint Type"],
        "categories": {
            "abandoned-vehicles": ["Derelict Vehicle", "Derelict Vehicles", "Abandoned Vehicle"],
            "animals": ["Animal Abuse", "Animal in a Park", "Unleashed Dog"],
            "dead-animals": ["Dead Animal"],
            "encampments": ["Encampment", "Homeless Encampment"],
            "graffiti": ["Graffiti"],
            "illegal-dumping": ["Illegal Dumping"],
            "illegal-parking": ["Illegal Parking", "Blocked Driveway"],
            "missed-collection": ["Missed Collection"],
            "noise": ["Noise", "Noise - Residential", "Noise - Street/Sidewalk", "Noise - Commercial", "Noise - Vehicle",
                      "Noise - Park", "Noise - Helicopter", "Noise - House of Worship"],
            "potholes": ["Pothole", "Pothole - Highway"],
            "rodents": ["Rodent"],
            "street-lights": ["Street Light Condition"],
            "street-signs": ["Street Sign - Damaged", "Street Sign - Missing", "Street Sign - Dangling"],
            "traffic-signals": ["Traffic Signal Condition"],
            "trees": ["Damaged Tree", "Overgrown Tree/Branches", "New Tree Request", "Dead/Dying Tree", "Illegal Tree Damage"],
            "water": ["Water System", "Water Conservation", "Water Quality"],
        },
    },
    {
        "city": "San Francisco", "file": "san_francisco/311_Cases_noise_2010-2020.csv.gz", "residents": 873965,
        "created": ("Opened", "%m/%d/%Y %I:%M:%S %p"), "names": ["Request Details", "Request Type", "Category"],
        "categories": {
            "encampments": ["Encampments", "Encampment", "Homeless Concerns"],
            "noise": ["Noise Report", "Noise Issue", "other_excessive_noise", "Building - Noise_Caused_by_Building_Systems"],
            "rodents": ["Building - Infestation_Rodent_Insect"],
        },
    },
]


def rows_of(file):
    path = DATA / file
    opened = gzip.open(path, "rt", encoding="utf-8-sig", newline="") if path.suffix == ".gz" else \
        open(path, encoding="utf-8-sig", newline="")
    with opened as lines:
        return list(csv.DictReader(lines))


def case(city):
    rows = rows_of(city["file"])
    column, form = city["created"]
    days = sorted(datetime.strptime(row[column], form).date().isoformat() for row in rows)
    category_of = {name.lower(): category for category, names in city["categories"].items() for name in names}
    found = Counter(
        next((category_of[name] for name in (row[one].strip().lower() for one in city["names"]) if name in category_of), None)
        for row in rows)
    ranked = sorted(((category, n) for category, n in found.items() if category), key=lambda pair: (-pair[1], pair[0]))
    return {
        "city": city["city"], "file": city["file"], "residents": city["residents"], "count": len(rows),
        "incomparable": found[None], "first": days[0], "last": days[-1],
        "categories": [[category, n, n / city["residents"] * 10_000, n / len(rows)] for category, n in ranked[:TOP]],
    }


def cases():
    return [case(city) for city in CITIES]
