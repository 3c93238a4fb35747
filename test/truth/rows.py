"""The city's raw exports as service requests, read with nothing but pandas.

A request's type, agency and source are those whose `data_code` equals the raw text exactly; its council is the one whose
`data_code` equals `nc`, or "No council" (which lies in no region) where there is none. A request without coordinates is a
request. It is open as long as it has no closed date: the status is not looked at.
"""

import pandas as pd

from paths import LOS_ANGELES

EXPORTS = {
    "2018": ("MyLA311_2018_first10k.csv.gz", "%m/%d/%Y %I:%M:%S %p"),
    "2020": ("test_requests.csv.gz", "%m/%d/%y %H:%M"),
}

NOWHERE = "No council"

# The population file has three councils under other names: by their short name, by an abbreviation, and (Arts District Little
# Tokyo, whose full name in councils.csv is "Historic Cultural") by their old name. No other row of the file is left over.
OTHER_NAMES = {
    "Noho West": "North Hollywood West",
    "UNNC": "United Neighborhoods",
    "Historic Cultural": "Arts District Little Tokyo",
}


def table(name):
    return pd.read_csv(LOS_ANGELES / name, dtype=str, keep_default_na=False)


def by_code(name, column):
    rows = table(name)
    return dict(zip(rows["data_code"], rows[column]))


TYPES = table("types.csv")["type_name"].tolist()
AGENCIES = sorted(set(table("agencies.csv")["agency_name"]))  # two of them share a name and are counted as one
SOURCES = table("sources.csv")["source_name"].tolist()
REGIONS = table("regions.csv")["region_name"].tolist()

_councils = table("councils.csv").merge(table("regions.csv")[["region_id", "region_name"]], on="region_id", how="left",
                                        suffixes=("_raw", ""))
_councils = _councils[_councils["council_id"] != "0"]
COUNCILS = _councils["council_name"].tolist()
REGION_OF = dict(zip(_councils["council_name"], _councils["region_name"]))

_population = table("NC_pop_2020.csv")
POPULATION = dict(zip(_population["council_name"].replace(OTHER_NAMES), _population["population"].astype(int)))
assert set(POPULATION) == set(COUNCILS) and len(COUNCILS) == 99


def export(year):
    file, moment = EXPORTS[year]
    raw = table(file).rename(columns=str.lower)
    created = pd.to_datetime(raw["createddate"], format=moment)
    closed = pd.to_datetime(raw["closeddate"].mask(raw["closeddate"] == ""), format=moment)
    council = raw["nc"].map(by_code("councils.csv", "council_name")).fillna(NOWHERE)
    return pd.DataFrame({
        "srnumber": raw["srnumber"],
        "created": created,
        "closed": closed,
        "created_date": created.dt.normalize(),
        "closed_date": closed.dt.normalize(),
        "days": (closed.dt.normalize() - created.dt.normalize()).dt.days,
        "type": raw["requesttype"].map(by_code("types.csv", "type_name")),
        "agency": raw["owner"].map(by_code("agencies.csv", "agency_name")),
        "source": raw["requestsource"].map(by_code("sources.csv", "source_name")),
        "council": council,
        "region": council.map(REGION_OF),
        "address": raw["address"].mask(raw["address"] == ""),
        "latitude": pd.to_numeric(raw["latitude"]),
        "longitude": pd.to_numeric(raw["longitude"]),
    })


def load(data):
    """All requests of the exports named in `data`, as in "2020" or "2018+2020"."""
    rows = pd.concat([export(year) for year in data.split("+")], ignore_index=True)
    assert rows[["type", "agency", "source"]].notna().all(axis=None) and rows["srnumber"].is_unique
    return rows


DATA = {data: load(data) for data in ("2020", "2018+2020")}
