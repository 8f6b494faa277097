"""``python -m musnad`` is the command ``musnad``."""

from musnad.surfaces.cli import main

if __name__ == "__main__":
    main()
