"""From arc scores to one tree per sentence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]
_NEVER = -1e9


def is_tree(heads: Heads) -> bool:
    """True when every word (heads are 1-based, 0 is the root) reaches the root and exactly one word hangs on it."""
    n = len(heads)
    if int((heads == 0).sum()) != 1:
        return False
    done = np.zeros(n + 1, dtype=bool)
    done[0] = True
    for i in range(1, n + 1):
        path: list[int] = []
        j = i
        while not done[j]:
            if j in path:
                return False
            path.append(j)
            j = int(heads[j - 1])
        done[path] = True
    return True


def decode(scores: Scores) -> Heads:
    """Return 1-based heads (0 = root) of the best single-rooted tree found, length n, for scores of shape (n+1, n+1).

    Rows are dependents, columns heads, row and column 0 the root. The greedy choice is kept where it is a tree already
    (nearly always); else cycles are broken one by one at the smallest loss (a simplification of Chu-Liu/Edmonds).
    """
    greedy: Heads = scores[1:].argmax(1)
    if is_tree(greedy):
        return greedy
    a = scores.astype(np.float32, copy=True)
    n = a.shape[0] - 1
    np.fill_diagonal(a, _NEVER)
    root = 1 + int((a[1:, 0] - a[1:, 1:].max(1)).argmax()) if n > 1 else 1
    a[:, 0] = _NEVER
    a[root] = _NEVER
    a[root, 0] = -_NEVER
    heads = a.argmax(1)
    for _ in range(n):
        cycle = _cycle(heads, n)
        if cycle is None:
            break
        reach = np.array([_reaches_root(heads, i, n) for i in range(n + 1)])
        reach[0] = False
        options = a[cycle].copy()
        options[:, ~reach] = _NEVER
        loss = options.max(1) - a[cycle, heads[cycle]]
        k = int(loss.argmax())
        heads[cycle[k]] = int(options[k].argmax())
    result: Heads = heads[1:]
    return result


def _reaches_root(heads: Heads, i: int, n: int) -> bool:
    steps = 0
    while i > 0 and steps <= n:
        i = int(heads[i])
        steps += 1
    return i == 0


def _cycle(heads: Heads, n: int) -> list[int] | None:
    state = np.zeros(n + 1, dtype=np.int8)
    state[0] = 2
    for i in range(1, n + 1):
        path: list[int] = []
        j = i
        while state[j] == 0:
            state[j] = 1
            path.append(j)
            j = int(heads[j])
        if state[j] == 1:
            return path[path.index(j) :]
        state[path] = 2
    return None
