"""Run the language pipeline over a batch of documents, in this process or in several."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from summitry.errors import WorkerEndedError
from summitry.extract.language import extract_documents
from summitry.records import CleanDocument, Extraction

#: Documents handed to a worker at a time: enough for full batches of the network, few enough to keep all workers busy to the end.
CHUNK = 32


def extract_all(documents: Sequence[CleanDocument], model: str | None, lexicon: Path | None, workers: int = 1) -> Iterator[Extraction]:
    """Yield one Extraction per document, in order.

    With `workers` > 1 chunks go to that many fresh processes (spawned, so that nothing of Prefect or DuckDB is inherited).
    Raises ModelError when the model cannot be loaded, WorkerEndedError when a process was killed.
    """
    chunks = [documents[i : i + CHUNK] for i in range(0, len(documents), CHUNK)]
    if workers <= 1 or len(chunks) <= 1:
        for chunk in chunks:
            yield from extract_documents(chunk, model, lexicon)
        return
    pool = ProcessPoolExecutor(min(workers, len(chunks)), get_context("spawn"), initializer=_end_on_interrupt)
    with pool:
        try:
            for found in pool.map(_extract_chunk, ((chunk, model, lexicon) for chunk in chunks)):
                yield from found
        except BrokenProcessPool as error:
            raise WorkerEndedError from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _end_on_interrupt() -> None:
    """Ctrl-C reaches every process of the terminal: workers end at once and without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _extract_chunk(job: tuple[Sequence[CleanDocument], str | None, Path | None]) -> list[Extraction]:
    documents, model, lexicon = job
    return list(extract_documents(documents, model, lexicon))
