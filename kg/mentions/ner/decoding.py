"""The best labels of sequences by a linear-chain model, for all sequences of a text at once.

Most places leave no choice: their best label leads by more than what any neighbours' labels could make up for. Only the
runs of places between these are decoded, side by side. The result is that of decoding each sequence whole.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
SURE = 1e-6  # so much more than neighbours could make up for: sums of the same weights differ by less


def best_labels(scores: Scores, transitions: Scores, begins: Flags, *, last: bool = False) -> Labels:
    """The label of each place on the best path of its sequence.

    `scores` has a row for each place and a column for each label, `transitions` a row for each label and a column for
    each that may follow; `begins` tells where the sequences begin. Of labels before a place that are equally good the
    first counts, or the last one.
    """
    places = np.arange(len(scores))
    top = scores.argmax(axis=1)
    lead = scores[places, top][:, None] - scores - _made_up(transitions)[top]
    lead[places, top] = np.inf
    fixed: Flags = lead.min(axis=1) > SURE if len(scores) else begins
    labels: Labels = np.where(fixed, top, -1)
    if not fixed.all():
        _decode_runs(scores, transitions, begins, labels, last)
    return labels


def _made_up(transitions: Scores) -> Scores:
    """What another label (column) may gain on a label (row) by the labels before and after it."""
    before = (transitions[:, None, :] - transitions[:, :, None]).max(axis=0)
    after = (transitions[None, :, :] - transitions[:, None, :]).max(axis=2)
    gain: Scores = np.maximum(before, 0) + np.maximum(after, 0)
    return gain


def _decode_runs(scores: Scores, transitions: Scores, begins: Flags, labels: Labels, last: bool) -> None:
    """Fills in the labels of all runs of places that are open (-1): the longest run first, so that it ends last."""
    is_open = np.append(labels < 0, False)
    starting = np.append(begins, True)
    first = np.flatnonzero(is_open & (starting | ~np.roll(is_open, 1)))
    end = np.flatnonzero(is_open & np.roll(starting | ~is_open, -1)) + 1
    order = np.argsort(first - end, kind="stable")
    first, end = first[order], end[order]
    running = [
        int(number) for number in np.searchsorted(first - end, -np.arange(1, int(end[0] - first[0]) + 1), "right")
    ]
    best = scores[first] + np.where(starting[first][:, None], 0.0, transitions[labels[first - 1]])
    back: list[Any] = []
    for step, number in enumerate(running[1:], 1):
        before = best[:number, :, None] + transitions
        chosen = _largest(before, 1, last)
        back.append(chosen)
        best[:number] = np.take_along_axis(before, chosen[:, None, :], 1)[:, 0] + scores[first[:number] + step]
    at_end = starting[end]
    following = labels[np.minimum(end, len(labels) - 1)]
    whole = best + np.where(at_end[:, None], 0.0, transitions[:, following].T)
    now = np.where(at_end, _largest(whole, 1, False), _largest(whole, 1, last))
    for step in range(len(running) - 1, -1, -1):
        number = running[step]
        labels[first[:number] + step] = now[:number]
        if step:
            now[:number] = back[step - 1][np.arange(number), now[:number]]


def _largest(values: Any, axis: int, last: bool) -> Labels:  # noqa: ANN401
    """The place of the largest along an axis, of equal ones the first or the last."""
    found: Labels = (
        values.shape[axis] - 1 - np.flip(values, axis).argmax(axis=axis) if last else values.argmax(axis=axis)
    )
    return found
