"""Writes beside itself what every report shows on the real rows: `python3 test/truth/compute.py`; see README.md."""

import importlib
import json
from pathlib import Path

REPORTS = ["overview", "recent", "type-map", "neighborhood", "neighborhood-weekly", "council-summary", "council-comparison",
           "hotspots", "top-requests", "compare-cities", "three-cities", "two-cities", "request-map", "measure", "data-table", "measures"]
WIDTH = 128


def rounded(value):
    """Numbers to twelve significant digits: more is noise of the order of addition."""
    if isinstance(value, float):
        short = float(f"{value:.12g}")
        return int(short) if short.is_integer() else short
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    return [rounded(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def pretty(value, indent=""):
    """JSON with a line for everything that fits on one."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= WIDTH or not isinstance(value, (dict, list)):
        return flat
    inner = indent + "  "
    if isinstance(value, dict):
        parts, (first, last) = [f"{json.dumps(key)}: {pretty(one, inner)}" for key, one in value.items()], "{}"
    else:
        parts, (first, last) = [pretty(one, inner) for one in value], "[]"
    return f"{first}\n" + ",\n".join(inner + part for part in parts) + f"\n{indent}{last}"


for report in REPORTS:
    cases = rounded(importlib.import_module(report.replace("-", "_")).cases())
    file = Path(__file__).with_name(f"{report}.json")
    file.write_text(pretty(cases) + "\n")
    print(f"{file.name}: {len(cases)} cases")
