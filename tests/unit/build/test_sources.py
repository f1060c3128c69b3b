"""The dbt sources follow the declared tables."""

from __future__ import annotations

from summitry.build.sources import sources_file, sources_yaml


def test_committed_file_is_made_from_the_tables() -> None:
    assert sources_file().read_text("utf-8") == sources_yaml(), "run: python -m summitry.build.sources"
