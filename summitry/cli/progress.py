"""What a run shows on the terminal: bars on a terminal, plain lines when piped."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from summitry.settings import STAGES


class StageDisplay:
    """A context manager that is called with (stage, done, total); `total` 0 means not known."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bars: dict[str, TaskID] = {}
        self._progress = Progress(
            TextColumn("{task.description:<8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )

    def __enter__(self) -> StageDisplay:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self._console.is_terminal:
            return
        if stage not in self._bars:
            self._bars[stage] = self._progress.add_task(stage, total=total or None)
        self._progress.update(self._bars[stage], completed=done, total=total or None)

    def seconds(self, spent: dict[str, float]) -> None:
        """Print one line per stage that has run, in order."""
        for stage in STAGES:
            if stage in spent:
                self._console.print(f"{stage:<8} {spent[stage]:6.1f} s", highlight=False)
