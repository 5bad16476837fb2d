"""Subsets of the fonts that documents and charts are set in, from the full ones of Noto.

``python -m hotline_server.development.shipped_fonts FOLDER TARGET`` reads ``NotoSerifSC-Regular.otf`` and
``NotoSansSC-Regular.otf``, with their licence, below FOLDER and writes their subsets to TARGET. ``make fonts`` fetches
them first.
"""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Texts may hold any name, headings and labels of charts hold common words.
CHARACTERS: Mapping[str, str] = {"NotoSerifSC-Regular": "gbk", "NotoSansSC-Regular": "gb2312"}
LICENCE = "LICENSE"


def subset(path: Path, encoding: str) -> TTFont:
    """Return a font reduced to the characters of an encoding."""
    font = TTFont(path, recalcTimestamp=False)
    options = Options(
        layout_features=["kern"], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for code in font.getBestCmap() if _is_in(chr(code), encoding)])
    subsetter.subset(font)
    return font


def _is_in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Write the subsets and their licence."""
    folder, target = map(Path, sys.argv[1:])
    for name, encoding in CHARACTERS.items():
        subset(next(folder.rglob(f"{name}.otf")), encoding).save(target / f"{name}.otf")
    shutil.copyfile(next(folder.rglob(LICENCE)), target / "OFL.txt")


if __name__ == "__main__":
    main()
