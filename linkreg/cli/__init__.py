"""``linkreg``: the registry at the command line; each command is one verb of the services."""

from linkreg.cli.main import main

__all__ = ["main"]
