"""The command line: one short function per command; what they do is done elsewhere.

Belongs here: options, help, progress bars, exit status. The only package of the library that prints.
"""

from __future__ import annotations

from summitry.settings import silence_telemetry

# Before anything imports Great Expectations, dbt or Hugging Face code.
silence_telemetry()

from summitry.cli.main import main  # noqa: E402

__all__ = ["main"]
