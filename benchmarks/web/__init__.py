"""What a server is asked over HTTP, by whom, and beside what: see ``benchmarks/api.py``."""
