"""SVG charts."""

import logging
import warnings
from io import StringIO
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from hotline_server.rulebook.simulated import Simulated

# Text is not converted to paths, so that the reader's Chinese font renders it.
STYLE: Any = {
    "svg.fonttype": "none",
    "font.family": ["Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif"],
}
BAR_INCHES = 0.5


def moves_chart(simulated: Simulated) -> str:
    """Draw the number of decisions a draft changes, by outcome before and after."""
    moves = simulated.moves.most_common()[::-1]
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    with rc_context(STYLE), warnings.catch_warnings():
        # The font is needed by the reader, not on this machine.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=(9, 1.4 + BAR_INCHES * max(1, len(moves))), layout="constrained")
        axes = figure.subplots()
        axes.set_title(f"共模拟 {simulated.calls} 个来电，有变化的 {len(simulated.changes)} 个")
        bars = axes.barh([_label(before, after) for (before, after), _ in moves], [count for _, count in moves])
        axes.bar_label(bars, padding=3)
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_xlabel("件数")
        svg = StringIO()
        figure.savefig(svg, format="svg")
    return svg.getvalue()


def _label(before: str, after: str) -> str:
    return f"{before}（承办单位或时限有变化）" if before == after else f"{before} → {after}"
