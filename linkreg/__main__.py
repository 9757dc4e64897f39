"""``python -m linkreg``: the same as the ``linkreg`` command."""

from linkreg.cli import main

main(prog_name="linkreg")
