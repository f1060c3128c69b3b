"""The process that runs dbt. It is a process of its own so that the warehouse is unlocked, for certain, when it ends.

Called by `summitry.build.runner` with the names of the project folder, the target folder and whether to make the pages.
"""

from __future__ import annotations

import sys

from dbt.cli.main import dbtRunner


def main(project: str, target: str, docs: bool) -> int:
    """Parse once, build everything, then make the pages; return 0 when dbt ran, 1 when the project could not be parsed."""
    place = ["--project-dir", project, "--profiles-dir", project, "--target-path", target, "--quiet", "--no-version-check"]
    parsed = dbtRunner().invoke(["parse", *place])
    if not parsed.success:
        sys.stderr.write(f"{parsed.exception}\n")
        return 1
    runner = dbtRunner(manifest=parsed.result)
    runner.invoke(["build", *place])
    if docs:
        runner.invoke(["docs", "generate", "--static", "--no-compile", *place])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3] == "docs"))
