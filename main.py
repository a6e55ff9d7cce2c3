"""The door for those who start the program from its folder; the installed command is mediation-desk."""

from __future__ import annotations

import sys

from mediation_desk.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
