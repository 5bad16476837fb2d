"""Charts as SVG pictures, which any browser shows."""

import logging
import warnings
from io import StringIO
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from hotline_server.rulebook.simulated import Simulated

# The text stays text, so that the reader's own Chinese font draws it.
STYLE: Any = {
    "svg.fonttype": "none",
    "font.family": ["Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif"],
}
BAR_INCHES = 0.5


def moves_chart(simulated: Simulated) -> str:
    """How many decisions a draft would move from which way of handling to which."""
    moves = simulated.moves.most_common()[::-1]
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    with rc_context(STYLE), warnings.catch_warnings():
        # This machine need not have the font: the reader's has.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=(9, 1.4 + BAR_INCHES * max(1, len(moves))), layout="constrained")
        axes = figure.subplots()
        axes.set_title(f"试了 {simulated.calls} 个来电,决定会变的 {len(simulated.changes)} 个")
        bars = axes.barh([_label(before, after) for (before, after), _ in moves], [count for _, count in moves])
        axes.bar_label(bars, padding=3)
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_xlabel("件数")
        drawing = StringIO()
        figure.savefig(drawing, format="svg")
    return drawing.getvalue()


def _label(before: str, after: str) -> str:
    return f"{before}(承办或时限变)" if before == after else f"{before} → {after}"
