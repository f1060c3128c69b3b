"""Which DuckDB clients can open a warehouse: installs each into a scratch environment and counts the rows of every table.

    python bench/older_clients.py data/warehouse.published.duckdb 1.0.0 1.1.3 1.4.4

Needs a package index. Prints one line a client.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

COUNT = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
tables = con.execute("select table_schema, table_name from information_schema.tables where table_schema in ('news', 'marts')").fetchall()
rows = sum(con.execute(f'select count(*) from "{s}"."{t}"').fetchone()[0] for s, t in tables)
print(f"opens it: {len(tables)} tables, {rows} rows")
"""


def main() -> None:
    """Try every version named on the command line."""
    warehouse, *versions = sys.argv[1:]
    for version in versions:
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            python = str(Path(folder) / "bin" / "python")
            subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", f"duckdb=={version}"], check=True)
            result = subprocess.run([python, "-c", COUNT, warehouse], capture_output=True, text=True, check=False)
            print(f"duckdb {version}: {result.stdout.strip() or result.stderr.strip().splitlines()[-1][:120]}")


if __name__ == "__main__":
    main()
