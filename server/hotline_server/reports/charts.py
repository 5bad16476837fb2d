"""Line charts for documents, without text, as the host may lack a Chinese font."""

from io import BytesIO

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from hotline_server.reports.document import Chart

_INK, _SHADE = "#c00000", "#8c8c8c"
_SIZE, _DOTS, _TICKS = (7.2, 2.5), 200, 14


def draw_chart(chart: Chart) -> bytes:
    """Draw a chart as PNG."""
    figure = Figure(figsize=_SIZE, layout="constrained")
    axes = figure.subplots()
    if chart.dashed:
        axes.plot(range(len(chart.dashed)), chart.dashed, color=_SHADE, linestyle="--", linewidth=1.4)
    axes.plot(range(len(chart.solid)), chart.solid, color=_INK, linewidth=2, marker="o", markersize=3)
    step = max(1, -(-len(chart.ticks) // _TICKS))
    axes.set_xticks(range(0, len(chart.ticks), step), chart.ticks[::step])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#e5e5e5")
    picture = BytesIO()
    figure.savefig(picture, format="png", dpi=_DOTS)
    return picture.getvalue()
