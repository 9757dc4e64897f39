"""Which stretches of a text a query's words match."""

from __future__ import annotations

from linkreg.search.analysis import Analyze
from linkreg.search.engine import Span
from linkreg.search.text_query import TextQuery


def matching_spans(wanted: TextQuery, text: str, analyze: Analyze) -> tuple[Span, ...]:
    """Return the stretches of the text whose terms the query wants, in order, none overlapping."""
    terms = frozenset(wanted.terms)
    if not terms:
        return ()
    spans: list[Span] = []
    for token in analyze(text):
        if token.term not in terms:
            continue
        if spans and token.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(token.end, spans[-1].end))
        else:
            spans.append(Span(token.start, token.end))
    return tuple(spans)
