"""Counting by value comes to the same whichever way is the shorter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search_index.coded import Coded

_VALUES = ("1.01", "1.02", "2.08", "3.27")
_CARRIED = st.lists(st.sets(st.sampled_from(_VALUES)), max_size=40)


def _coded(carried: Sequence[set[str]]) -> Coded:
    """Return the field of documents that carry these values."""
    values = sorted(set().union(*carried))
    lists = [[n for n, own in enumerate(carried) if value in own] for value in values]
    starts = np.cumsum([0, *map(len, lists)], dtype=np.intp)
    documents = np.array([number for found in lists for number in found], np.int32)
    return Coded(tuple(values), starts, documents, len(carried))


@given(_CARRIED, st.data())
def test_each_value_is_counted(carried: list[set[str]], data: st.DataObject) -> None:
    coded = _coded(carried)
    chosen = data.draw(st.lists(st.booleans(), min_size=len(carried), max_size=len(carried)))
    expected = Counter(
        value for own, wanted in zip(carried, chosen, strict=True) if wanted for value in own
    )
    counts = coded.tally(np.array(chosen, np.bool_)).tolist()
    assert counts == [expected[value] for value in coded.values]


def test_with_few_matches_and_with_many() -> None:
    coded = _coded([{"1.01", "2.08"}, {"1.01"}, set(), {"3.27"}] * 10)
    few, many = np.zeros(40, np.bool_), np.ones(40, np.bool_)
    few[[0, 2]] = True
    assert coded.tally(few).tolist() == [1, 1, 0]
    assert coded.tally(many).tolist() == [20, 10, 10]
