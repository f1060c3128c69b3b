"""Runs that are stopped, find no room, or meet a file that is no warehouse: a clear end, and the next run finishes the work."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from summitry.warehouse import read_only_query

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "data" / "raw"
TABLES = ("documents", "mentions", "quotes", "events", "event_participants")


def start(warehouse: Path, *, prefix: str = "") -> subprocess.Popen[str]:
    """`summitry run` on the samples; `prefix` is Python run before."""
    code = f"{prefix}\nimport sys\nfrom summitry.cli import main\nsys.argv[0] = 'summitry'\nmain()"
    command = [sys.executable, "-c", code, "--verbose", "run", "--input", str(SAMPLES), "--warehouse", str(warehouse)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def rows(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    return {t: read_only_query(warehouse, f"select * exclude (run_id, loaded_at) from news.{t} order by all").rows for t in TABLES}


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["read", "extract", "check", "build", "publish"])
def test_after_ctrl_c_at_a_stage_the_next_run_completes(stage: str, tmp_path: Path, finished: object, settings: object) -> None:
    warehouse = tmp_path / "stopped.duckdb"
    process = start(warehouse)
    assert process.stderr is not None
    seen = []
    for line in process.stderr:
        seen.append(line)
        if f"{stage}: started" in line:
            process.send_signal(signal.SIGINT)
            break
    _, err = process.communicate(timeout=240)
    assert process.returncode == 130, "".join(seen) + err
    assert "Stopped." in err and "Traceback" not in err
    again = start(warehouse)
    _, err = again.communicate(timeout=240)
    assert again.returncode in {0, 1}, err
    assert rows(warehouse) == rows(settings.warehouse)  # type: ignore[attr-defined]
    assert not [p.name for p in tmp_path.iterdir() if re.search(r"\.(wal|partial)$", p.name)]


#: Files of the process may not grow beyond this many bytes: to a program the same as a full disk.
FULL = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="needs limits on file sizes")
@pytest.mark.parametrize("room", [0, 600, 300_000], ids=["none", "for an article", "for a warehouse without rows"])
def test_a_full_disk_is_said_without_traceback(room: int, tmp_path: Path) -> None:
    process = start(tmp_path / "full.duckdb", prefix=FULL.format(room))
    _, err = process.communicate(timeout=240)
    assert process.returncode == 3, err
    assert "Traceback" not in err and "Error:" in err


def test_a_place_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    process = start(tmp_path / "file" / "w.duckdb")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 3, err
    assert "Traceback" not in err and "--warehouse" in err


def test_a_file_that_is_no_warehouse_is_said(tmp_path: Path) -> None:
    content = b"no warehouse at all\n" * 500
    warehouse = tmp_path / "w.duckdb"
    warehouse.write_bytes(content)
    process = start(warehouse)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 3, err
    assert "Traceback" not in err and "not a warehouse" in err
    assert warehouse.read_bytes() == content


def test_a_run_that_waits_for_another_says_so(tmp_path: Path) -> None:
    from summitry.warehouse import warehouse_lock

    warehouse = tmp_path / "busy.duckdb"
    with warehouse_lock(warehouse):
        process = start(warehouse)
        assert process.stderr is not None
        line = next(line for line in process.stderr if "waiting" in line)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert "busy.duckdb" in line
    assert process.returncode == 130 and "Traceback" not in err
