"""Where the city's raw files are."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOS_ANGELES = (ROOT / os.environ.get("REPORT_311_TEST_DATA", "../shared/data") / "los_angeles").resolve()
