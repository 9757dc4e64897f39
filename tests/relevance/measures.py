"""The two measures of a ranking, from the grades of what it lists.

nDCG: K. Järvelin, J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002, with
the gain ``2**grade - 1`` (C. Burges et al., ICML 2005). Success is strict: a grade as high as any
organization has for that query, not merely a relevant one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Return the gain of the first so many, as a share of the best there could be."""
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(found, 0) for found in ranking], depth) / _gain(best, depth)


def _gain(grades: Sequence[int], depth: int) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:depth]))


def success(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 3) -> float:
    """Return 1.0 when one of the first so many has the best grade there is, else 0.0."""
    best = max(grades.values())
    return float(any(grades.get(found, 0) == best for found in ranking[:depth]))
