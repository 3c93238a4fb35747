"""The formulas of the reports, each as its textbook or its library has it. Days to close are whole days."""

from fractions import Fraction
from math import ceil, floor, inf

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter
from sklearn.cluster import DBSCAN


def quantile_disc(days, share):
    """The smallest duration that at least this share of the durations does not exceed (SQL's percentile_disc)."""
    return int(np.quantile(days, share, method="inverted_cdf")) if len(days) else None


def kaplan_meier_median(closed_after, open_for):
    """The smallest t with S(t) ≤ ½ (Kaplan & Meier 1958), in exact fractions; None when S stays above ½.

    closed_after: days to close of closed requests; open_for: ages of open ones. Requests that leave observation on day t were
    at risk on day t. lifelines must say the same, except where its floating-point S misses an exact ½ by a rounding error.
    """
    closed_after, open_for = np.asarray(closed_after, int), np.asarray(open_for, int)
    survival, median = Fraction(1), None
    for t in np.unique(closed_after):
        at_risk = int((closed_after >= t).sum() + (open_for >= t).sum())
        survival *= 1 - Fraction(int((closed_after == t).sum()), at_risk)
        if survival <= Fraction(1, 2):
            median = int(t)
            break
    if len(closed_after) + len(open_for):
        fitter = KaplanMeierFitter().fit(np.append(closed_after, open_for),
                                         np.append(np.ones(len(closed_after)), np.zeros(len(open_for))))
        assert fitter.median_survival_time_ == (inf if median is None else median) or survival == Fraction(1, 2)
    return median


def centred_mean(daily, window):
    """The centred moving average of a series of whole days; None where the window reaches beyond the series."""
    return [None if pd.isna(mean) else mean for mean in daily.rolling(window, center=True).mean()]


def log_iqr(days):
    """The durations kept by the quality filter, and how many it drops as not positive and as outliers of the logarithm."""
    positive = days[days > 0]
    if not len(positive):
        return positive, len(days), 0
    logarithm = np.log(positive)
    q1, q3 = np.quantile(logarithm, [0.25, 0.75])
    reach = 1.5 * (q3 - q1) + 1e-9
    kept = positive[(logarithm >= q1 - reach) & (logarithm <= q3 + reach)]
    return kept, len(days) - len(positive), len(positive) - len(kept)


def histogram(days):
    """Counts in bins [start, start + width), the width after Freedman & Diaconis (1981) in whole days, at most 100 bins."""
    q1, q3 = np.quantile(days, [0.25, 0.75])
    first, last = int(days.min()), int(days.max())
    width = max(1, floor(2 * (q3 - q1) * len(days) ** (-1 / 3) + 0.5), ceil((last - first + 1) / 100))
    starts = range(first, last + 1, width)
    return width, [[start, int(((days >= start) & (days < start + width)).sum())] for start in starts]


def deciles(values):
    """10th to 90th percentile by linear interpolation; None of fewer than ten values."""
    return [float(d) for d in np.percentile(values, range(10, 100, 10))] if len(values) >= 10 else None


def percentile_ranks(values):
    """The share of values below each one, its ties counting half: (mean rank − ½) / n."""
    return (values.rank(method="average") - 0.5) / values.count()


def hotspots(points):
    """Clusters of at least 12 points within 0.0003° of each other (Ester et al. 1996): mean longitude, latitude and size."""
    labels = DBSCAN(eps=0.0003, min_samples=12).fit(points[["longitude", "latitude"]].to_numpy()).labels_
    for label in range(labels.max(initial=-1) + 1):
        cluster = points[labels == label]
        yield cluster["longitude"].mean(), cluster["latitude"].mean(), len(cluster)
