"""The cache of arrays keeps to its bound."""

import numpy as np

from search_index.postings import ArrayCache


def load_kilobyte() -> tuple[np.ndarray]:
    return (np.zeros(1024, np.uint8),)


def test_a_kept_key_is_not_loaded_again():
    cache = ArrayCache(max_bytes=10_000)
    first = cache.get("a", load_kilobyte)
    assert cache.get("a", lambda: 1 / 0) is first


def test_what_was_used_longest_ago_goes_first():
    cache = ArrayCache(max_bytes=2 * 1024)
    first = cache.get("a", load_kilobyte)
    second = cache.get("b", load_kilobyte)
    cache.get("a", load_kilobyte)
    cache.get("c", load_kilobyte)
    assert cache.get("a", load_kilobyte) is first
    assert cache.get("b", load_kilobyte) is not second


def test_an_array_beyond_the_bound_is_answered_all_the_same():
    cache = ArrayCache(max_bytes=10)
    assert len(cache.get("a", load_kilobyte)[0]) == 1024
