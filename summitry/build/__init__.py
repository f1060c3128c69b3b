"""The build stage: run dbt over the warehouse, and the rules that dbt asks Python for.

Belongs here: starting dbt and reading its results (`runner`, `worker`, `report`), what dbt reads besides the warehouse (`reference`,
`sources`), and which claims are about one real-world meeting (`claims`, `likeness`, `identity`: pure functions, called by the model
int_meeting_links).
Does not belong here: SQL (see dbt_project/), DuckDB connections (see warehouse).
"""

from __future__ import annotations

from summitry.build.report import BuildReport
from summitry.build.runner import Builder, build

__all__ = ["BuildReport", "Builder", "build"]
