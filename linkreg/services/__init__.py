"""The verbs of the registry. Each takes a ``Transaction`` first, and none commits."""
