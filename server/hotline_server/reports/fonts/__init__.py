"""Fonts that come with the package, so that documents look alike on every host. ``make fonts`` makes them."""

from importlib.resources import files
from pathlib import Path

# Subsets of Noto under the SIL Open Font License, whose text is beside them.
_FOLDER = Path(str(files(__name__)))
SERIF = _FOLDER / "NotoSerifSC-Regular.otf"
SANS = _FOLDER / "NotoSansSC-Regular.otf"
SERIF_NAME, SANS_NAME = "Noto Serif SC", "Noto Sans SC"
