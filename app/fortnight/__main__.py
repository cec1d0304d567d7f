"""`python -m fortnight`."""

import sys

from fortnight.cli import main

if __name__ == "__main__":
    sys.exit(main())
