"""`python -m channels_fix`.

`-m` puts the current folder first on the import path. That folder is the project to be read, which may well have a
`codemods` package or a `click.py` of its own, and none of its code may run. So the folder goes before anything else is
imported, unless it is the one that this package itself was imported from.
"""

import os
import sys


def _drop_foreign_path() -> None:
    if getattr(sys.flags, "safe_path", False) or sys.flags.isolated or not sys.path:
        return  # the first entry is not the current folder
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib is not imported yet
    if os.path.abspath(sys.path[0]) != home:  # noqa: PTH100
        del sys.path[0]


if __name__ == "__main__":
    _drop_foreign_path()

    from channels_fix.cli import main

    sys.exit(main())
