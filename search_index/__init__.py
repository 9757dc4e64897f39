"""The full-text engine behind the search port: Whoosh keeps the segments, numpy answers.

Read it in this order: ``analysis`` and ``synonyms`` (text to terms), ``schema`` (what a segment holds),
``batches``, ``gathering`` and ``store`` (writing), ``postings``, ``coded`` and ``segments`` (a segment
as arrays), ``snapshot`` (all segments of one moment), ``evaluation``, ``filters``, ``ordering``,
``facets`` and ``suggestion`` (answering), ``engine`` (the door). ``files``, ``internals`` and
``reading`` deal with Whoosh. Nothing is imported here: ``linkreg`` finds ``engine.open_engine`` by its
entry point.
"""
