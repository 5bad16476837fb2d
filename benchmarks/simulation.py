"""Time of simulating drafts on many past calls: ``make benchmark-simulation``.

The labelled calls that come with the software are decided once, and simulated as if they were many, with drafts that
change a rule, a row of the catalogue, a word, a policy, and from which confidence a matter counts. Reading them from
the database is not part of it.
"""

import argparse
import itertools
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from hotline_server.desk.cases.decisions import decide, find_grounds, read_text
from hotline_server.desk.cases.facts import heard_facts
from hotline_server.desk.directory.comparison import initial
from hotline_server.desk.rule_books.simulation import BookSource, Compared, simulate
from hotline_server.domain.directory.naming import known_names
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import day_number
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import read_shipped_reader
from hotline_server.rulebook.simulated import PastCall
from hotline_server.text.learning.examples import read_calls

from evaluation.figures import Figures, print_figures, put_between_marks

DAY = date(2026, 11, 23)
CALLS = 100_000
SECTION = "simulation"
DECIDED = 500
CHANGES = (
    ("a rule", "rules/handling.yaml", "处理方式: 转办}", "处理方式: 转办, 紧急程度: 紧急}"),
    ("a row", "routing.yaml", "出租车与网约车, 牵头: 交通运输局", "出租车与网约车, 牵头: 交警支队"),
    ("a word", "lexicons/categories/transport.yaml", "拒载, ", "拒载, 司机骂人, "),
    ("a policy", "policies.yaml", "租房提取公积金要什么材料", "租房提取公积金要哪些材料"),
    ("a threshold", "reading.yaml", "事项: 10 ", "事项: 11 "),
)


def past_calls(book: RuleBook, count: int) -> Iterator[PastCall]:
    """Yield calls as they are stored, each decided by a rule book."""
    decided = []
    for number, example in enumerate(
        itertools.islice(read_calls(sorted((PROJECT / "sample" / "calls").glob("*.csv"))), DECIDED)
    ):
        text = read_text(book, "", example.text, DAY)
        known = {"日期": day_number(DAY), "渠道": "电话", **heard_facts(text, "", confidential=False)}
        decision = decide(book, find_grounds(book, text, known))
        decided.append(PastCall(str(number), "", example.text, "", decision.facts, decided=decision))
    yield from itertools.islice(itertools.cycle(decided), count)


def processor_seconds() -> float:
    """Return the processor time that this process and those it waited for have taken, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--page", type=Path, help="page to write the figures into, between its marks")
    arguments = parser.parse_args()
    directory = initial((PROJECT / "sample" / "directory.yaml").read_bytes(), DAY)
    reader = read_shipped_reader(PROJECT / "rules")
    source = BookSource(read_files(PROJECT / "rules"), known_names(directory), reader.data)
    figures = measure(source, list(past_calls(source.build(), arguments.calls)))
    print_figures([figures])
    if arguments.page:
        put_between_marks(arguments.page, SECTION, figures.markdown())


def measure(source: BookSource, calls: Sequence[PastCall]) -> Figures:
    """Simulate a draft of each kind on calls."""
    rows = []
    for name, file, before, after in CHANGES:
        changed = source.files[file].decode().replace(before, after, 1).encode()
        began, spent = time.perf_counter(), processor_seconds()
        simulated = simulate(Compared(source, replace(source, files={**source.files, file: changed})), calls)
        seconds = time.perf_counter() - began, processor_seconds() - spent
        rows.append((name, *(f"{one:.1f}" for one in seconds), f"{len(simulated.changes):,}"))
    title = f"{len(calls):,} calls, {sum(len(call.content) for call in calls) / len(calls):.0f} characters each"
    return Figures(title, ("the draft changes", "seconds", "of processors", "decisions changed"), rows)


if __name__ == "__main__":
    main()
