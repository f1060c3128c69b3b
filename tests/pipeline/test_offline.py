"""The whole job with the network cut."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from summitry.warehouse import read_only_query

ROOT = Path(__file__).parents[2]
CUT = ["unshare", "--net", "--map-root-user"]


def can_cut_the_network() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*CUT, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not can_cut_the_network(), reason="this system cannot make a network namespace (unshare --net)")
def test_the_flow_runs_without_a_network(tmp_path: Path) -> None:
    # The temporary Prefect server listens on the loopback device, which a new namespace has but has not started.
    job = (
        f'ip link set lo up 2>/dev/null || {sys.executable} -c "import fcntl, socket, struct; s = socket.socket(); '
        "fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', 1 | 64))\"; "
        f"exec {sys.executable} -m flows.ingest --input data/raw --warehouse {tmp_path / 'w.duckdb'}"
    )
    environment = {**os.environ, "PREFECT_HOME": str(tmp_path / "prefect"), "PYTHONPATH": str(ROOT)}
    result = subprocess.run([*CUT, "sh", "-c", job], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert result.returncode == 0, result.stderr[-3000:]
    assert read_only_query(tmp_path / "w.published.duckdb", "select status from news.runs").rows == [("completed",)]
