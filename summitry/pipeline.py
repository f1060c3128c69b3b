"""The eight stages in order: the only module that sees them all.

`Run` keeps what one run knows (settings, ids, issues, counts). Each method is one stage: it takes what the stage before returned and
returns what the next one needs. `flows/` wraps the methods into Prefect tasks; `run_all` calls them one after another.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from summitry import __version__, build, check, clean, load, publish, read
from summitry.errors import SummitryError, storage_errors
from summitry.lexicon import Corrections, Lexicon, load_corrections, load_lexicon
from summitry.read.archive import Archive
from summitry.records import (
    Batch,
    CheckReport,
    CleanDocument,
    Extraction,
    Issue,
    MergeCounts,
    RawDocument,
    RunRecord,
    StagedBatch,
)
from summitry.resolve import resolve
from summitry.settings import Settings
from summitry.warehouse import Warehouse, warehouse_lock

#: Called with the stage, the number of items done and the number in all (0: not known), for progress displays.
Progress = Callable[[str, int, int], None]
RunStatus = Literal["running", "completed", "completed_with_issues", "failed"]

#: Batches kept as Parquet for looking into a run afterwards; older ones can be made again from the archive.
KEPT_BATCHES = 3
#: A second run waits this long, in seconds, for the first to end: longer than a run of some thousand articles takes.
QUEUE_WAIT = 900.0

log = logging.getLogger(__name__)


def _silent(stage: str, done: int, total: int) -> None:
    """The progress display of a run that shows none."""


@dataclass(slots=True)
class Run:
    """One run of the main job."""

    settings: Settings
    progress: Progress = _silent
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    run_id: str = ""
    files_seen: int = 0
    issues: list[Issue] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    counts: MergeCounts | None = None
    report: CheckReport | None = None
    built: build.BuildReport | None = None
    _auditor: check.AuditProcess | None = None
    _builder: build.Builder | None = None

    def __post_init__(self) -> None:
        if not self.run_id:
            # Time first, so that ids sort by start; the random end keeps two runs of one second apart.
            self.run_id = f"{self.started_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon with the user's own files laid over it."""
        return load_lexicon(self.settings.lexicon)

    @property
    def corrections(self) -> Corrections:
        """What people have corrected, as the user's lexicon folder says now. Raises LexiconError when the file has a fault."""
        return load_corrections(self.settings.lexicon)

    @contextmanager
    def session(self) -> Iterator[None]:
        """Hold the warehouse for the whole run, and let Great Expectations and dbt start (seconds each) while the text is read.

        Without a session each stage starts what it needs by itself. A run that ends in an error is noted as failed.
        Raises InputFolderError, and LexiconError for a faulty file of corrections, before anything is started, WarehouseLockedError when
        another run does not end in time.
        """
        read.require_folder(self.settings.input)
        load_corrections(self.settings.lexicon)
        with storage_errors(), warehouse_lock(self.settings.warehouse, QUEUE_WAIT):
            try:
                # Both processes have ended when the failure is noted: dbt may have the warehouse open.
                with check.AuditProcess() as self._auditor, build.Builder(self.settings.warehouse, self.settings.work) as self._builder:
                    yield
            except BaseException:
                self.fail()
                raise
            finally:
                self._auditor = self._builder = None

    def read(self, note: bool = True) -> tuple[RawDocument, ...]:
        """Read the input folder, keeping the raw bytes in the archive; `note` writes the run into the warehouse."""
        with self._stage("read"):
            if note:
                self._write_run("running")
            done = 0

            def on_file(_: str) -> None:
                nonlocal done
                done += 1
                self.progress("read", done, 0)

            result = read.read_folder(self.settings.input, Archive(self.settings.archive), on_file)
            self.files_seen = result.files_seen
            self.issues += result.issues
            return result.documents

    def clean(self, documents: Sequence[RawDocument]) -> tuple[CleanDocument, ...]:
        """Line roles, paragraphs, metadata, publication dates, near-duplicates."""
        with self._stage("clean"):
            result = clean.clean(documents, self.lexicon, self.started_at.date())
            self.issues += result.issues
            self.progress("clean", len(result.documents), len(documents))
            return result.documents

    def extract(self, documents: Sequence[CleanDocument]) -> tuple[Extraction, ...]:
        """Entities, quotes, meetings and treaty actions of each document."""
        # spaCy takes a second to import; by now the processes that check and build have been started.
        from summitry.extract.parallel import extract_all

        with self._stage("extract"):
            found: list[Extraction] = []
            for extraction in extract_all(documents, self.settings.model, self.settings.lexicon, self.settings.workers):
                found.append(extraction)
                self.issues += extraction.issues
                self.progress("extract", len(found), len(documents))
            return tuple(found)

    def resolve(self, extractions: Sequence[Extraction]) -> Batch:
        """Real-world entities, ids, rows; the issues met so far become rows too."""
        with self._stage("resolve"):
            batch = resolve(extractions, self.lexicon, self.corrections)
            rows = {**batch.rows, "issues": [load.issue_row(i) for i in dict.fromkeys(self.issues)]}
            return Batch(rows)

    def load(self, batch: Batch) -> StagedBatch:
        """Write the batch as Parquet: staged, not yet in the warehouse."""
        with self._stage("load"):
            return load.stage(batch, self.settings.batch(self.run_id), self.run_id, self.started_at)

    def check(self, staged: StagedBatch) -> CheckReport:
        """Audit the staged batch, keep the failing rows in quarantine, and merge the rest in one transaction."""
        with self._stage("check"):
            with Warehouse(self.settings.warehouse) as warehouse:
                known = load.known_keys(warehouse, staged)
            # The waiting processes serve once; a retry starts its own.
            auditor, self._auditor = self._auditor, None
            audit = auditor.audit if auditor else check.audit
            report = audit(load.frames(staged), self.run_id, self.started_at, known)
            check.save_report(report, self.settings.work / "checks")
            with Warehouse(self.settings.warehouse) as warehouse:
                self.counts = load.merge(warehouse, staged, report)
            self.report = report
            return report

    def build(self) -> build.BuildReport:
        """Marts, their tests, and the lineage pages."""
        with self._stage("build"):
            builder, self._builder = self._builder, None
            if builder:
                self.built = builder.build(self.settings.lexicon)
            else:
                self.built = build.build(self.settings.warehouse, self.settings.work, lexicon=self.settings.lexicon)
            return self.built

    def publish(self) -> Path:
        """Note the end of the run, then put the read copy and the pages in place; returns the path of the read copy."""
        self.finish()
        return self.republish()

    def republish(self) -> Path:
        """Put the read copy and the pages of the warehouse as it is in place."""
        with self._stage("publish"):
            copy = publish.publish_copy(self.settings.warehouse, self.settings.published)
            publish.build_site(self.settings)
            load.forget_batches(self.settings.work / "batches", KEPT_BATCHES)
            return copy

    def finish(self) -> None:
        """Note in the warehouse how the run ended."""
        self._write_run(self.status)

    def fail(self) -> None:
        """Note in the warehouse that the run failed; a warehouse that cannot be written stays as it is."""
        try:
            self._write_run("failed")
        except (SummitryError, OSError) as error:
            log.warning("the failed run could not be noted: %s", error)

    @property
    def rejected(self) -> int:
        """Inputs left out."""
        return sum(i.level == "rejected" for i in self.issues)

    @property
    def status(self) -> RunStatus:
        """`completed`, or `completed_with_issues` when inputs were rejected, parts lost or checks failed."""
        lost = any(i.level in {"rejected", "error"} for i in self.issues)
        checks = (self.report is not None and not self.report.passed) or (self.built is not None and not self.built.is_good)
        return "completed_with_issues" if lost or checks else "completed"

    @property
    def exit_status(self) -> int:
        """0 done, 1 done but inputs were rejected or checks failed."""
        return 0 if self.status == "completed" else 1

    def summary(self) -> dict[str, int | float | str]:
        """The figures of the run, by name."""
        tables = self.counts.tables if self.counts else {}
        return {
            "run": self.run_id,
            "status": self.status,
            "files seen": self.files_seen,
            "documents new": self.counts.documents_new if self.counts else 0,
            "inputs rejected": self.rejected,
            "issues": len(self.issues),
            **{f"{name} in batch": t.staged for name, t in tables.items() if name in {"documents", "entities", "quotes", "events"}},
            "rows quarantined": self.counts.quarantined if self.counts else 0,
            "dbt tests passed": self.built.tests_passed if self.built else 0,
            "dbt tests failed": len(self.built.failed_tests) if self.built else 0,
            "seconds": round(sum(self.seconds.values()), 1),
        }

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        log.info("%s: started", name, extra={"stage": name})
        with storage_errors():
            yield
        self.seconds[name] = time.perf_counter() - started
        log.info("%s: done in %.1f s", name, self.seconds[name], extra={"stage": name})

    def _write_run(self, status: RunStatus) -> None:
        record = RunRecord(
            self.run_id,
            self.started_at,
            __version__,
            None if status == "running" else datetime.now(UTC),
            status,
            self.files_seen,
            self.counts.documents_new if self.counts else 0,
            self.rejected,
        )
        self.settings.warehouse.parent.mkdir(parents=True, exist_ok=True)
        with Warehouse(self.settings.warehouse) as warehouse:
            load.write_run(warehouse, record)


def run_all(settings: Settings, progress: Progress = _silent) -> Run:
    """Run the eight stages and return the finished run. Raises SummitryError when it could not be finished."""
    run = Run(settings, progress)
    with run.session():
        run.check(run.load(run.resolve(run.extract(run.clean(run.read())))))
        run.build()
        run.publish()
    return run
