"""The first of a long list are those of the whole list; names keep their order over segments."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search_index.names import rank_names
from search_index.ordering import Order, first_in
from search_index.segments import Names


@given(
    st.integers(1, 400),
    st.integers(0, 12),
    st.floats(0, 1),
    st.integers(1, 30),
    st.integers(0, 2**32 - 1),
)
def test_the_first_are_those_of_the_sorted_list(size, levels, share, count, seed):
    rng = np.random.default_rng(seed)
    matches = rng.random(size) < share
    worth = rng.integers(0, levels + 1, size) / 2
    identities = np.array([f"{n}".encode() for n in rng.permutation(size)])
    order = Order(worth, (worth,))
    expected = sorted(np.flatnonzero(matches), key=lambda n: (-worth[n], identities[n]))
    assert first_in(matches, order, identities, None).tolist() == expected
    assert first_in(matches, order, identities, count).tolist() == expected[:count]
    assert first_in(matches, order, identities, 0).tolist() == []


@given(st.lists(st.lists(st.sampled_from(["", "a", "ab", "b", "é", "z"]), min_size=1), max_size=4))
def test_names_of_several_segments_rank_as_if_they_were_one(segments):
    names = [
        Names(*np.unique(np.array([n.encode() for n in segment]), return_inverse=True))
        for segment in segments
    ]
    flat = [name for segment in segments for name in segment]
    expected = [sorted(set(flat)).index(name) for name in flat]
    assert rank_names(names).tolist() == expected
