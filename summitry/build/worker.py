"""The process that runs dbt. It is a process of its own so that the warehouse is unlocked, for certain, when it ends.

It imports dbt and reads the project first, which takes longer than building, then waits for a line on standard input, so that it can be
started while earlier stages work. End of input without a line means that there is nothing to build.
"""

from __future__ import annotations

import sys

from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

#: No look at the registry, and no logs: dbt spends a sixth of its time on them, and the reasons of failures are in run_results.json.
QUICK = ("--no-version-check", "--quiet", "--log-level", "none", "--log-level-file", "none")


def main(project: str, target: str, docs: bool) -> int:
    """Parse, wait for the word, build everything, make the pages; return 0 when dbt ran, 1 when the project could not be parsed."""
    place = ["--project-dir", project, "--profiles-dir", project, "--target-path", target, *QUICK]
    parsed = dbtRunner().invoke(["parse", *place])
    if not isinstance(parsed.result, Manifest):
        sys.stderr.write(f"{parsed.exception}\n")
        return 1
    if not sys.stdin.readline():
        return 0
    runner = dbtRunner(manifest=parsed.result)
    built = runner.invoke(["build", *place])
    if built.exception:
        sys.stderr.write(f"{built.exception}\n")
    if docs:
        runner.invoke(["docs", "generate", "--static", "--no-compile", *place])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3] == "docs"))
