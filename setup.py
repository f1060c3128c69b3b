"""Put the dbt project and the expectations, which stand beside the package in a checkout, inside it in the wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

PROJECT = ("dbt_project", "expectations")
LEFT_OUT = shutil.ignore_patterns("target", "logs", "dbt_packages", "__pycache__", ".user.yml")


class BuildWithProject(build_py):
    """Copies the project folders to `summitry/_project`."""

    def run(self) -> None:
        """Build as usual, then add the folders."""
        super().run()
        for name in PROJECT:
            target = Path(self.build_lib) / "summitry" / "_project" / name
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(Path(__file__).parent / name, target, ignore=LEFT_OUT)


setup(cmdclass={"build_py": BuildWithProject})
