"""The best labels of sequences by a linear-chain model, for all sequences of a text at once.

The sequences are decoded side by side, the longest first, so that at each step those that go on are the first ones of
the step before. The result is that of decoding each sequence by itself.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def best_labels(scores: Scores, transitions: Scores, begins: Flags, *, last: bool = False) -> Labels:
    """The label of each place on the best path of its sequence.

    `scores` has a row for each place and a column for each label, `transitions` a row for each label and a column for
    each that may follow; `begins` tells where the sequences begin. Of labels before a place that are equally good the
    first counts, or the last one.
    """
    order, stretches = _steps(begins)
    columns = np.ascontiguousarray(scores[order].T)  # of the best paths that end in each label, once a step is done
    from_each = transitions[:, :, None]
    for before, here in stretches:
        columns[:, here] += (columns[:, None, before] + from_each).max(axis=0)
    best = np.ascontiguousarray(columns.T)
    labels: Labels = best.argmax(axis=1)
    if last:  # turned round, the last of equally good ones is the first
        best, transitions = best[:, ::-1], transitions[::-1]
    to_each = np.ascontiguousarray(transitions.T)
    for before, here in reversed(stretches):
        chosen = (best[before] + to_each[labels[here]]).argmax(axis=1)
        labels[before] = len(to_each) - 1 - chosen if last else chosen
    found = np.empty_like(labels)
    found[order] = labels
    return found


def _steps(begins: Flags) -> tuple[Labels, list[tuple[slice, slice]]]:
    """The places step by step, and of each step but the first the stretch with the places before it, and its own."""
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(begins)))
    rank = np.argsort(np.argsort(-lengths, kind="stable"), kind="stable")
    step = np.arange(len(begins)) - np.repeat(starts, lengths)
    order = np.lexsort((np.repeat(rank, lengths), step))
    sizes = np.bincount(step).tolist()
    stretches, at = [], 0
    for size, following in pairwise(sizes):
        stretches.append((slice(at, at + following), slice(at + size, at + size + following)))
        at += size
    return order, stretches
