"""An office's own synonyms, read besides the reviewed ones in ``data/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from linkreg.search.synonyms import Groups, SynonymMistake, join_groups, sound_groups
from linkreg.search.synonyms import check_synonyms as check
from search_index.analysis import Analyzer, indonesian, without_synonyms
from search_index.lexicon import read_lexicon


def check_synonyms(text: str) -> tuple[SynonymMistake, ...]:
    """Return every mistake in a file, as it would be read besides the reviewed list."""
    return check(text, without_synonyms(), reviewed_head)


def own_groups(text: str) -> Groups:
    """Return the groups of a file (none for no text); raise ``InvalidInput`` with every mistake."""
    return sound_groups(text, without_synonyms(), reviewed_head) if text else ()


@cache
def extended(own: Groups) -> Analyzer:
    """Return the analyzer that knows an office's sound groups too, built once for each list."""
    if not own:
        return indonesian()
    lexicon = read_lexicon()
    return Analyzer(replace(lexicon, synonyms=join_groups(lexicon.synonyms, own, reviewed_head)))


def reviewed_head(member: str) -> str | None:
    """Return the first member of the reviewed group that a word or an expression belongs to."""
    tokens = indonesian()(member)
    if not tokens:
        return None
    first, last = tokens[0], tokens[-1]
    is_whole = first.position + first.words == last.position + 1
    return _reviewed_heads().get(first.term) if is_whole else None


@cache
def _reviewed_heads() -> Mapping[str, str]:
    """Return the first member of each reviewed group by the term that all of them are read as."""
    return {indonesian()(group[0])[0].term: group[0] for group in read_lexicon().synonyms}
