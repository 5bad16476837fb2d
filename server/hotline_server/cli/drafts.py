"""Evaluation of rule book drafts in files, without the service."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import typer
from hotline.v1 import rule_service_pb2 as pb
from hotline_client.system_errors import reason_of
from rich.console import Console
from rich.progress import Progress

from hotline_server.api.rule_messages import explained_message, facts_of, plain_decision
from hotline_server.cli.rules_page import SIMULATING
from hotline_server.desk.directory.comparison import initial
from hotline_server.desk.directory.gazetteer import combine
from hotline_server.desk.directory.places import places_beside
from hotline_server.desk.rule_books.explanation import explain_text
from hotline_server.desk.rule_books.simulation import BookSource, Compared, simulate
from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import DomainError, InvalidFieldsError
from hotline_server.domain.personal_data.templates import personal_words
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import local_day, system_clock
from hotline_server.ground.folders import bundled
from hotline_server.rulebook.difference import differences
from hotline_server.rulebook.draft import CheckedDraft, WrittenDraft, check_draft
from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.files import (
    read_draft,
    read_files,
    read_test_files,
    without_tests,
    write_together,
)
from hotline_server.rulebook.loading import load, load_published, read_shipped_reader
from hotline_server.rulebook.message_forms import longest_values
from hotline_server.rulebook.messages import ExampleMessage
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.overlay import foreign_files, lay_onto, rule_ids
from hotline_server.rulebook.simulated import PastCall, Simulated
from hotline_server.rulebook.slips import SlipKind, SlipTemplate
from hotline_server.text.reader import Reader


def check_files(rules: Path, directory: Path, base: Path | None = None) -> CheckedDraft:
    """Check a draft, or an overlay laid onto a base, and run its tests; exit with status 1 if it is invalid.

    Of an overlay only what concerns its own rules is reported.
    """
    with _exit_on_errors():
        names, own = _names(_directory(directory)), read_files(rules)
        laid = lay_onto(read_files(base) if base else {}, own)
        today = local_day(system_clock())
        draft = WrittenDraft(laid.files, read_test_files(rules), names, _reader(), today, personal_words)
        checked = check_draft(draft, laid.unread)
        return checked.about(rule_ids(own)) if base else checked


def adopt_overlay(overlay: Path, rules: Path) -> list[str]:
    """Lay an overlay with its tests onto a draft, and return the files written; exit with status 1 if it cannot."""
    with _exit_on_errors():
        own = read_draft(overlay)
        foreign = foreign_files(own)
        if foreign or not own:
            what = f"“{foreign[0]}”等 {len(foreign)} 个文件不属于规则库" if foreign else "里面没有规则库的文件"
            _give_up(f"没有并入：{overlay} 不是示例，{what}。请填写直接放着 rules、tests 等的文件夹")
        laid = lay_onto(read_draft(rules), own)
        if laid.unread:
            raise RuleBookError(problem for read in laid.unread for problem in read.problems)
    try:
        write_together(rules, {name: laid.files[name] for name in own})
    except OSError as error:
        _give_up(f"无法写入 {rules}：{reason_of(error)}")
    return list(own)


def problems_by(directory: bytes) -> Callable[[Mapping[str, bytes]], Sequence[Problem]]:
    """Return what tells the problems of a draft; exit with status 1 if the directory's document is invalid."""
    with _exit_on_errors():
        names = _names(initial(directory, local_day(system_clock())))

    def problems_of(files: Mapping[str, bytes]) -> Sequence[Problem]:
        try:
            load(files, names)
        except RuleBookError as error:
            return error.problems
        return ()

    return problems_of


def explain_by_files(rules: Path, directory: Path, text: str, facts: Mapping[str, str]) -> pb.ExplainDecisionResponse:
    """Explain a draft's decision on a call with this text and facts; exit with status 1 if the draft is invalid."""
    with _exit_on_errors():
        known = _directory(directory)
        book = load(read_files(rules), _names(known), _reader())
        calendar = WorkingCalendar(book.limits.opens, book.limits.closes, {})
        gazetteer = combine(known, [places_beside(directory, known)])
        explained = explain_text(book, gazetteer, calendar, system_clock(), text, facts_of(facts))
        return explained_message(explained, plain_decision(explained.explanation.decision))


def diff_books(before: Mapping[str, bytes], after: Mapping[str, bytes], directory: Path) -> list[str]:
    """Describe the differences between two rule books with their tests; exit with status 1 if either is invalid."""
    with _exit_on_errors():
        names = _names(_directory(directory))
        old, new = (load_published(without_tests(files), names) for files in (before, after))
        return differences(old, new, before, after)


def preview_messages(rules: Path, directory: Path) -> list[ExampleMessage]:
    """Return an example of each message of a draft; exit with status 1 if the draft is invalid."""
    with _exit_on_errors():
        names = _names(_directory(directory))
        book = load(read_files(rules), names)
        return book.messages.examples(longest_values(names, book.lexicon))


def preview_slips(rules: Path, directory: Path) -> Mapping[SlipKind, SlipTemplate]:
    """Return an example of each slip of a draft; exit with status 1 if the draft is invalid."""
    with _exit_on_errors():
        templates = load(read_files(rules), _names(_directory(directory))).slips.templates
        return {kind: template.filled(kind.example) for kind, template in templates.items()}


def simulate_on_messages(
    published: Mapping[str, bytes], rules: Path, messages: Sequence[PastCall], directory: Path, console: Console
) -> Simulated:
    """Compare a draft with the published rule book on messages; exit with status 1 if it is invalid."""
    book = BookSource(published, _names(_directory(directory)), _reader().data)
    draft = replace(book, files=read_files(rules))
    with _exit_on_errors():
        load(draft.files, draft.names)
    with Progress(*SIMULATING, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(messages))
        return simulate(Compared(book, draft), messages, lambda done: progress.update(task, advance=done))


@contextmanager
def _exit_on_errors() -> Iterator[None]:
    """Print the errors of an invalid draft, and exit with status 1."""
    try:
        yield
    except (RuleBookError, DomainError) as error:
        _give_up(str(error))


def _give_up(message: str, status: int = 1) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(status)


def _directory(path: Path) -> Directory:
    try:
        return initial(path.read_bytes(), local_day(system_clock()))
    except (OSError, InvalidFieldsError) as error:
        _give_up(f"无法读取单位目录文件 {path}：{error}", 2)


def _reader() -> Reader:
    return read_shipped_reader(bundled("rules"))


def _names(directory: Directory) -> KnownNames:
    return known_names(directory)
