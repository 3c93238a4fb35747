"""What a report sees: the requests of a period, on the day it is seen from."""

import pandas as pd
from rows import COUNCILS, DATA

from formulas import kaplan_meier_median

DAY = pd.Timedelta(days=1)


def iso(day):
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"


class View:
    """The rows of a data set that were created in a period, seen from a day (`as-of`); the default period ends yesterday."""

    def __init__(self, data, as_of, period=None, last=None):
        self.all = DATA[data]
        self.yesterday = pd.Timestamp(as_of) - DAY
        if period:
            self.first, self.last = map(pd.Timestamp, period.split(".."))
        else:
            self.first, self.last = self.yesterday - (last - 1) * DAY, self.yesterday
        self.rows = self.all[self.all["created_date"].between(self.first, self.last)]
        # The days of the period that the data knows.
        self.days = pd.date_range(max(self.first, self.all["created_date"].min()),
                                  min(self.last, self.all["created_date"].max()))

    def daily(self, rows):
        """Requests per known day; a day without any has 0."""
        return rows["created_date"].value_counts().reindex(self.days, fill_value=0)

    def points(self, values):
        return [[iso(day), value] for day, value in zip(self.days, values)]

    def closed(self, rows):
        """Days to close of the requests closed by the end of yesterday and not before they were created."""
        return rows[(rows["closed_date"] <= self.yesterday) & (rows["days"] >= 0)]["days"].astype(int)

    def is_open(self, rows):
        return rows["closed_date"].isna() | (rows["closed_date"] > self.yesterday)

    def kaplan_meier(self, rows):
        ages = (self.yesterday - rows[self.is_open(rows)]["created_date"]).dt.days
        return kaplan_meier_median(self.closed(rows), ages[ages >= 0])


def counted(rows, field):
    """[name, requests], most first, then by name."""
    counts = rows[field].value_counts()
    return sorted(([name, int(n)] for name, n in counts.items()), key=lambda row: (-row[1], row[0]))


def per_day(view, rows, field):
    """One line for each value of a field that occurs, most frequent first."""
    return [{"name": name, "points": view.points(map(int, view.daily(rows[rows[field] == name])))}
            for name, _ in counted(rows, field)]


def top(rows, n):
    """The first n rows and the rest added up."""
    rest = sum(count for _, count in rows[n:])
    return rows[:n] + ([["Others", rest]] if len(rows) > n else [])


def in_councils(rows):
    return rows[rows["council"].isin(COUNCILS)]
