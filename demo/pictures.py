"""Pictures of the month's documents, for the docs: the pages of each side by side, as they are printed."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hotline_server.rulebook.slips import SlipKind
from PIL import Image

PROGRAM = "pdftoppm"
"""Program of poppler-utils that draws the pages."""
_DOTS, _GAP, _GROUND = 72, 8, "#b0b0b0"
_RED = (192, 0, 0)
_SHADES = 8
_ACROSS, _MOST = 4, 8
_NAMES = {
    "综述": "overview",
    "专报（热点）": "special",
    "请示（分类）": "request",
    "通报": "bulletin",
    "年度报告": "annual",
}
_SLIPS = {kind.value: f"slip-{kind.name.lower().replace('_', '-')}" for kind in SlipKind}


def write_pictures(documents: Path, pictures: Path) -> None:
    """Draw the first pages of every kind of document.

    Args:
        documents: folder of the month's documents.
        pictures: folder that is left with their pictures alone.
    """
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    for name, document in _shown(documents):
        _side_by_side(list(_pages(document))).save(pictures / f"{name}.png", optimize=True)


def _shown(documents: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name of each picture, with its document."""
    for stem, name in _NAMES.items():
        yield name, documents / f"{stem}.pdf"
    for stem, name in _SLIPS.items():
        yield name, documents / "文书" / f"{stem}.pdf"
    yield "dossier", min((documents / "档案").iterdir(), key=lambda path: path.stat().st_size)


def _pages(document: Path) -> Iterator[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:
        command = [PROGRAM, "-r", str(_DOTS), "-l", str(_MOST), "-png", str(document), f"{folder}/page"]
        subprocess.run(command, check=True)  # noqa: S603 - our own files
        for page in sorted(Path(folder).iterdir()):
            with Image.open(page) as picture:
                yield picture.convert("RGB")


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    width, height = pages[0].width + _GAP, pages[0].height + _GAP
    across = min(len(pages), _ACROSS)
    sheet = Image.new("RGB", (across * width + _GAP, -(-len(pages) // across) * height + _GAP), _GROUND)
    for place, page in enumerate(pages):
        sheet.paste(page, (place % across * width + _GAP, place // across * height + _GAP))
    return sheet.quantize(palette=_palette(), dither=Image.Dither.NONE)


def _palette() -> Image.Image:
    """Return the few colours that documents have: greys, and shades of the red of letterheads."""
    shades = [(place * 255) // (_SHADES - 1) for place in range(_SHADES)]
    reds = [tuple(one + (255 - one) * place // _SHADES for one in _RED) for place in range(_SHADES)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in (*((one, one, one) for one in shades), *reds) for value in colour])
    return palette
