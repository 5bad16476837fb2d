"""Time of simulating drafts on many past calls by command: ``make benchmark-simulation``.

The labelled calls that come with the software are registered over one stream, again and again until there are enough.
``hotline rules simulate`` then decides them by drafts that change a rule, a row of the catalogue, a word, a policy, and
from which confidence a matter counts, from its start to its end. Another server simulates, on the database of the first
as on a copy: one that follows thousands of fresh cases besides has less time. The baseline is registering them.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from hotline_client import connect
from hotline_server.development.authority import DevelopmentAuthority
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files, write_draft
from hotline_server.security.identity import AccessRole
from hotline_server.text.learning.examples import read_calls

from benchmarks.commands import HOTLINE
from benchmarks.identity import TOKEN
from benchmarks.serving import hotline_server
from benchmarks.throughput import CALLS_PER_MESSAGE, a_request
from evaluation.figures import Figures, print_figures, put_between_marks

CALLS = 100_000
SECTION = "simulation"
CHANGES = (
    ("a rule", "rules/handling.yaml", "处理方式: 转办}", "处理方式: 转办, 紧急程度: 紧急}"),
    ("a row", "routing.yaml", "出租车与网约车, 牵头: 交通运输局", "出租车与网约车, 牵头: 交警支队"),
    ("a word", "lexicons/categories/transport.yaml", "拒载, ", "拒载, 司机骂人, "),
    ("a policy", "policies.yaml", "租房提取公积金要什么材料", "租房提取公积金要哪些材料"),
    ("a higher threshold", "reading.yaml", "事项: 10 ", "事项: 11 "),
    ("a lower threshold", "reading.yaml", "事项: 10 ", "事项: 9 "),
)


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--page", type=Path, help="page to write the figures into, between its marks")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        figures = measure(Path(name), arguments.calls)
    print_figures([figures])
    if arguments.page:
        put_between_marks(arguments.page, SECTION, figures.markdown())


def measure(folder: Path, count: int) -> Figures:
    """Register calls, and simulate a draft of each kind on them; a folder takes databases and drafts."""
    token = folder / "token"
    token.write_text(DevelopmentAuthority(Settings().development).token("基准测试", [AccessRole.RULE_MAINTAINER]))
    calls = f"sqlite:///{folder}/calls.db"
    with hotline_server(calls) as served:
        registering = _register(served.address, count)
    rows = [("none: registering them", f"{registering:.1f}", "1.00")]
    files = read_files(PROJECT / "rules")
    with hotline_server(f"sqlite:///{folder}/simulating.db", simulated=calls) as served:
        os.environ |= {"HOTLINE_SERVER": served.address, "HOTLINE_TOKEN_FILE": str(token)}
        for change, file, before, after in CHANGES:
            seconds = _simulate(folder / change, _changed(files, file, before, after), count)
            rows.append((change, f"{seconds:.1f}", f"{seconds / registering:.2f}"))
    return Figures(f"{count:,} calls", ("the draft changes", "seconds", "relative to registering"), rows)


def _register(address: str, count: int) -> float:
    """Register the calls of the sample in turn; return the seconds."""
    examples = read_calls(sorted((PROJECT / "sample" / "calls").glob("*.csv")))
    texts = itertools.islice(itertools.cycle([example.text for example in examples]), count)
    began = time.perf_counter()
    with connect(address, TOKEN) as hotline:
        results = hotline.register_many(map(a_request, texts), CALLS_PER_MESSAGE)
        registered = sum(result.HasField("registered") for result in results)
    if registered != count:
        raise RuntimeError(f"{count - registered} of {count} calls were not registered")
    return time.perf_counter() - began


def _changed(files: Mapping[str, bytes], file: str, before: str, after: str) -> dict[str, bytes]:
    text = files[file].decode()
    if before not in text:
        raise ValueError(f"{file}: no {before}")
    return {**files, file: text.replace(before, after, 1).encode()}


def _simulate(draft: Path, files: Mapping[str, bytes], count: int) -> float:
    """Simulate a draft on the newest calls by command; return the seconds."""
    write_draft(draft, files, "")
    began = time.perf_counter()
    command = (sys.executable, *HOTLINE, "rules", "simulate", str(draft), "--calls", str(count))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
