"""The search port: what is indexed, what can be asked, and what an engine must do.

An engine lives in another package and is found through the entry-point group
``linkreg.search_engines``. This package must not know Whoosh, SQL or the web.
"""

from linkreg.dates import DateRange
from linkreg.search.document import Part, SearchDocument
from linkreg.search.engine import IndexStatus, IndexWriter, SearchEngine, Span
from linkreg.search.page import FacetCount, Hit, SearchPage, Tabulation
from linkreg.search.query import Facet, SearchQuery, Sort

__all__ = [
    "DateRange",
    "Facet",
    "FacetCount",
    "Hit",
    "IndexStatus",
    "IndexWriter",
    "Part",
    "SearchDocument",
    "SearchEngine",
    "SearchPage",
    "SearchQuery",
    "Sort",
    "Span",
    "Tabulation",
]
