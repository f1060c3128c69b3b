"""The process behind `AuditProcess`: imports Great Expectations at once, then waits for one batch to judge.

Reads one pickled dictionary of the arguments of `audit` from standard input and writes the report, or what went wrong, to standard
output. Both ends are Summitry itself. It ends quietly when its parent ends without asking.
"""

from __future__ import annotations

import os
import pickle
import sys

from summitry.check.auditing import audit
from summitry.check.engine import preload
from summitry.errors import SummitryError


def main() -> int:
    """Serve one request; returns the exit status."""
    # Whatever a library prints must not get among the bytes of the answer.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answer:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        importing = preload()
        try:
            request = pickle.load(sys.stdin.buffer)
        except EOFError:
            return 0
        importing.join()
        try:
            reply: object = audit(**request)
        except SummitryError as error:
            reply = (error.problem, error.remedy)
        pickle.dump(reply, answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
