"""Entropy balancing of many draws at once: what a bootstrap of `balance` needs to be quick.

The same dual as in `balance`, solved for every draw side by side. The columns stay where they are;
a draw only changes how often each person counts, so that all sums are matrix products.
"""

import numpy as np
import numpy.typing as npt

from visavis.statistics.rows import Floats

MOST_STEPS = 60
CLOSE = 1e-7
STEEPEST = 200.0
HALVINGS = 30
RIDGE = 1e-10


def balance_many(moments: Floats, goals: Floats, start: Floats) -> Floats:
    """Weights (d, n), each row of sum one, with weights @ moments = goals; nan where none can do it.

    moments: (n, c), of the people to be weighed, in units of about one. goals: (d, c). start: (d, n),
    how much each person counts in a draw, zero for who was not drawn.
    """
    draws, columns = goals.shape
    products = (moments[:, :, None] * moments[:, None, :]).reshape(len(moments), -1)
    slopes = np.zeros((draws, columns))
    found = np.full((draws, len(moments)), np.nan)
    left = np.flatnonzero(start.sum(axis=1) > 0)
    for _ in range(MOST_STEPS):
        q, goal, at = start[left], goals[left], slopes[left]
        weights, value = _at(moments, goal, q, at)
        gradient = weights @ moments - goal
        done = np.abs(gradient).max(axis=1, initial=0.0) < CLOSE
        found[left[done]] = weights[done]
        go = ~done & (np.abs(at).max(axis=1, initial=0.0) < STEEPEST)
        left, q, goal, at = left[go], q[go], goal[go], at[go]
        if not len(left):
            break
        weights, value, gradient = weights[go], value[go], gradient[go]
        mean = weights @ moments
        curvature = (weights @ products).reshape(-1, columns, columns)
        curvature -= mean[:, :, None] * mean[:, None, :]
        curvature += RIDGE * np.eye(columns)
        step = np.linalg.solve(curvature, gradient[:, :, None])[:, :, 0]
        slopes[left] = at - _length(moments, goal, q, at, step, value, gradient)[:, None] * step
    return found


def _length(
    moments: Floats,
    goal: Floats,
    q: Floats,
    at: Floats,
    step: Floats,
    value: Floats,
    gradient: Floats,
) -> Floats:
    """How much of the step each draw may take so that its dual falls."""
    length = np.ones(len(at))
    slope = (gradient * step).sum(axis=1)
    trying: npt.NDArray[np.intp] = np.arange(len(at))
    for _ in range(HALVINGS):
        further = at[trying] - length[trying, None] * step[trying]
        _, new = _at(moments, goal[trying], q[trying], further)
        high = new > value[trying] - 1e-4 * length[trying] * slope[trying] + 1e-13
        trying = trying[high]
        if not len(trying):
            break
        length[trying] /= 2
    return length


def _at(moments: Floats, goal: Floats, q: Floats, slopes: Floats) -> tuple[Floats, Floats]:
    """The weights at these slopes, and the dual."""
    powers = slopes @ moments.T - (slopes * goal).sum(axis=1)[:, None]
    highest = np.where(q > 0, powers, -np.inf).max(axis=1)
    raised = q * np.exp(np.minimum(powers - highest[:, None], 0.0))
    total = raised.sum(axis=1)
    return raised / total[:, None], np.log(total) + highest
