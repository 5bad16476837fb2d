"""Line charts for documents, labelled in Chinese with the font of the package."""

from io import BytesIO

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.ticker import MaxNLocator

from hotline_server.reports import fonts
from hotline_server.reports.document import Chart

_INK, _SHADE = "#c00000", "#8c8c8c"
_SIZE, _DOTS, _TICKS = (7.2, 1.5), 200, 16

fontManager.addfont(fonts.SANS)


def draw_png(chart: Chart) -> bytes:
    """Draw a chart as PNG, for DOCX."""
    return _drawn(chart, "png")


def draw_svg(chart: Chart) -> bytes:
    """Draw the same chart as SVG, for HTML and PDF."""
    return _drawn(chart, "svg", Date=None)


def _drawn(chart: Chart, form: str, **metadata: str | None) -> bytes:
    picture = BytesIO()
    # The salt makes the ids in an SVG the same each time.
    look = mpl.rc_context(
        {"font.family": fonts.SANS_NAME, "font.size": 10, "svg.fonttype": "path", "svg.hashsalt": "hotline"}
    )
    with look:
        _figure(chart).savefig(picture, format=form, dpi=_DOTS, metadata=metadata)
    return picture.getvalue()


def _figure(chart: Chart) -> Figure:
    figure = Figure(figsize=_SIZE, layout="constrained")
    axes = figure.subplots()
    if chart.compared:
        axes.plot(chart.compared.values, color=_SHADE, linestyle="--", linewidth=1.4, label=chart.compared.name)
    axes.plot(chart.shown.values, color=_INK, linewidth=2, marker="o", markersize=3, label=chart.shown.name)
    if chart.compared:
        axes.legend(frameon=False, loc="upper left")
    step = max(1, -(-len(chart.ticks) // _TICKS))
    axes.set_xticks(range(0, len(chart.ticks), step), chart.ticks[::step])
    axes.set_ylabel(chart.unit, rotation=0, loc="top")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.set_ylim(bottom=0)
    # Otherwise half of a line along the axis is cut off.
    for line in axes.lines:
        line.set_clip_on(False)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#e5e5e5")
    return figure
