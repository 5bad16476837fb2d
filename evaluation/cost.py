"""Time and memory that reading takes."""

from benchmarks.reading import HASHES, measure
from evaluation.figures import Figures


def cost_figures() -> Figures:
    """Return the cost of reading a spoken call; each time beside hashing the same text, which tells the machine."""
    cost = measure()
    times = (
        (f"同一条算 {HASHES:,} 次散列，用来比较机器", cost.baseline),
        ("只用字词表", cost.lexicons),
        ("字词表和判读模型", cost.both),
    )
    rows = [
        *((name, f"{one:.0f} 微秒", f"{one / cost.baseline:.2f}") for name, one in times),
        (f"判读模型占的内存（文件 {cost.file:.1f} MB）", f"{cost.memory:.1f} MB", ""),
    ]
    title = f"读一条电话来电的处理器时间：示例来电 {cost.calls:,} 条，平均 {cost.characters:.0f} 字"
    return Figures(title, ("", "用了多少", "是散列的几倍"), rows)
