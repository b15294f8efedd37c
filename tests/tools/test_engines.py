"""The comparison of engines runs from end to end; what it measures is nothing that a test may judge."""

from __future__ import annotations

import csv
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_engines_are_measured_and_one_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools" / "bench" / "engines.py"), "--articles", "60"]
    done = subprocess.run(
        [*command, "--engines", "ours,nonsense,fts5", "--keep", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "nonsense is left out" in done.stderr
    assert "| full page |" in done.stdout
    with (tmp_path / "engines-60.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["engine"] for row in rows} == {"ours", "fts5"}
    assert all(float(row["p50"]) >= 0 for row in rows)
    assert ET.parse(tmp_path / "engines-60.svg").getroot().tag.endswith("svg")
