"""Charts as SVG pictures, which any browser shows."""

import pygal
from pygal.style import CleanStyle

from hotline_server.desk.simulation import Simulated

FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"


def moves_chart(simulated: Simulated) -> str:
    """How many decisions a draft would move from which way of handling to which."""
    style = CleanStyle(font_family=FONT, label_font_size=13, title_font_size=18, value_font_size=13)
    chart = pygal.HorizontalBar(
        style=style,
        show_legend=False,
        print_values=True,
        height=160 + 44 * max(1, len(simulated.moves)),
        title=f"试了 {simulated.calls} 个来电,决定会变的 {len(simulated.changes)} 个",
        js=[],
        # pygal reckons a Chinese character as wide as a Latin one.
        margin_left=110,
    )
    moves = simulated.moves.most_common()[::-1]
    chart.x_labels = [_label(before, after) for (before, after), _ in moves]
    chart.add("件数", [count for _, count in moves])
    return str(chart.render(is_unicode=True))


def _label(before: str, after: str) -> str:
    return f"{before}(承办或时限变)" if before == after else f"{before} → {after}"
