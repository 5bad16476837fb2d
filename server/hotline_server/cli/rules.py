"""``hotline rules``: what rule maintainers do with rule books."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from peewee import Database
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from hotline_server.cli.console import console as open_console
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.directory.working_calendar import CalendarInForce
from hotline_server.desk.rule_books.explanation import Explanations
from hotline_server.desk.rule_books.past_calls import past_calls
from hotline_server.desk.rule_books.publishing import CheckedDraft, Publishing
from hotline_server.desk.rule_books.simulation import PastCall, Simulated, simulate
from hotline_server.domain.errors import DomainError
from hotline_server.domain.numbering import is_number
from hotline_server.ground.clock import CITY, system_clock
from hotline_server.ground.config import Settings
from hotline_server.rulebook.difference import differences
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.explanation import Explanation
from hotline_server.rulebook.loading import KnownNames, files_of, trials_of
from hotline_server.rulebook.schema import json_schema
from hotline_server.runtime.identification import ExposedError, keyring_of
from hotline_server.security.keyring import KeyringError
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.directory.departments import Directory, fill_directory, read_directory
from hotline_server.store.engine.database import DatabaseError, opened
from hotline_server.store.rule_books import Files, RuleBookStore

app = typer.Typer(no_args_is_help=True, help="规则库:检查、试用例、解释、比较、模拟、发布、回退")
Folder = Annotated[Path, typer.Option("--rules", help="草稿所在的文件夹", exists=True, file_okay=False)]
Who = Annotated[str, typer.Option("--by", help="谁")]
Why = Annotated[str, typer.Option("--why", help="为什么")]
HERE = Settings.model_fields["rules"].default
SHOWN = 20
console = open_console()


@dataclass(frozen=True)
class Desk:
    """What is done on the database the command works on."""

    names: KnownNames
    cases: CaseStore
    publishing: Publishing
    database: Database
    directory: Directory

    def explanations(self) -> Explanations:
        """Explains by the published rule book, at this moment."""
        book = self.publishing.load(self.publishing.files("")[0])
        calendar = CalendarInForce(self.database, lambda: book.limits)
        queries = CaseQueries(self.cases, self.directory)
        return Explanations(self.publishing, queries, lambda: book, calendar, system_clock)


@contextmanager
def at_desk() -> Iterator[Desk]:
    """Open the database for one command; what is wrong with a draft ends the command."""
    settings = Settings()
    try:
        callers = Callers(keyring_of(settings))
        with opened(settings.database, callers.keyring) as database:
            fill_directory(database, settings.directory)
            directory = read_directory(database)
            names = KnownNames(directory.phones, directory.names)
            store = RuleBookStore(database)
            publishing = Publishing(database, store, lambda: names, system_clock)
            yield Desk(names, CaseStore(database, callers), publishing, database, directory)
    except (DatabaseError, KeyringError, ExposedError) as error:
        give_up(str(error), 2)
    except (RuleBookError, DomainError) as error:
        give_up(str(error))


def give_up(message: str, code: int = 1) -> NoReturn:
    """Say what is wrong and leave."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


@app.command()
def check(rules: Folder = HERE) -> None:
    """检查草稿:错误说清文件、行、列;还有矛盾、轮不到的规则、目录的空缺、没有用例的规则。"""
    with at_desk() as desk:
        checked = desk.publishing.check(files_of(rules), trials_of(rules))
    for remark in checked.remarks:
        console.print(f"[yellow]留意[/yellow] {remark.about}:{remark.message}")
    console.print(
        f"没有错误。规则 {len(checked.book.rules)} 条,派单目录 {len(checked.book.rows)} 行,"
        f"政策 {len(checked.book.policies)} 条;要留意的 {len(checked.remarks)} 处;版本 {checked.book.version}"
    )


@app.command("test")
def test_(rules: Folder = HERE) -> None:
    """跑草稿自己的用例,看哪些规则和目录行没有用例碰到。有用例不通过时以 1 退出。"""
    with at_desk() as desk:
        checked = desk.publishing.check(files_of(rules), trials_of(rules))
    _print_report(checked)
    if checked.report.failures:
        raise typer.Exit(1)


def _print_report(checked: CheckedDraft) -> None:
    report, coverage = checked.report, checked.report.coverage
    for failure in report.failures:
        console.print(f"[red]不通过[/red] {failure.trial.id}“{failure.trial.content[:40]}”:{failure.message}")
    reached = coverage.rules - len(coverage.untested_rules)
    rows = coverage.rows - len(coverage.untested_rows)
    console.print(
        f"通过 {report.passed},不通过 {len(report.failures)};用例碰到规则 {reached}/{coverage.rules},"
        f"派单目录 {rows}/{coverage.rows} 行"
    )
    for name in coverage.untested_rules:
        console.print(f"[yellow]没有用例[/yellow] {name}")


@app.command("explain")
def explain_(what: Annotated[str, typer.Argument(help="工单号,或一段内容")]) -> None:
    """解释一个工单的决定,或一段内容会怎么办:哪些规则成立,哪些差一点、差在哪里。"""
    with at_desk() as desk:
        explanations = desk.explanations()
        explanation = explanations.case(what) if is_number(what) else explanations.text(what)
    _print_explanation(explanation)


def _print_explanation(explanation: Explanation) -> None:
    decision = explanation.decision
    helpers = f"({'、'.join(decision.cohandlers)})" if decision.cohandlers else ""
    console.print(f"[bold]{decision.outcome.value}[/bold] {decision.lead}{helpers} {decision.urgency.value}")
    for title, rules in (("成立", explanation.fired), ("成立但被别的规则排除", explanation.silenced)):
        for rule in rules:
            console.print(f"  {title}:{rule.id} {rule.title}(优先级 {rule.priority},依据 {rule.source})")
    for near in explanation.nearly:
        console.print(f"  差一点:{near.rule.id} {near.rule.title},差在“{near.missing}”")
    facts = "、".join(f"{name}={_value(value)}" for name, value in decision.facts.items() if value)
    console.print(f"  [dim]事实:{facts}[/dim]")


def _value(value: object) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="文件夹或版本;不写就是已发布的")] = "",
    new: Annotated[str, typer.Argument(help="文件夹或版本;不写就是 --rules 的草稿")] = "",
    rules: Folder = HERE,
) -> None:
    """用话说清两个规则库差在哪里。"""
    with at_desk() as desk:
        before = desk.publishing.load(_files(desk, old))
        after = desk.publishing.load(_files(desk, new or str(rules)))
    found = differences(before, after)
    for difference in found:
        console.print(f"· {difference}", soft_wrap=True)
    console.print(f"{len(found)} 处不同" if found else "没有不同")


def _files(desk: Desk, named: str) -> Files:
    return files_of(Path(named)) if named and Path(named).is_dir() else desk.publishing.files(named)[0]


@app.command("simulate")
def simulate_(
    rules: Folder = HERE,
    messages: Annotated[Path | None, typer.Option(help="留言的 CSV(subject,content);不写就用过去的来电")] = None,
    calls: Annotated[int, typer.Option(help="用过去多少个来电", min=1)] = 1000,
    picture: Annotated[Path | None, typer.Option(help="把结果画成图(SVG)存到这里")] = None,
) -> None:
    """拿过去的来电或一批留言试草稿:哪些决定会变。"""
    draft = files_of(rules)
    with at_desk() as desk:
        tried = _messages(messages) if messages else past_calls(desk.cases, calls)
        published = desk.publishing.files("")[0]
        desk.publishing.load(draft)
    if not tried:
        give_up("没有可试的来电")
    columns = (TextColumn("模拟"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(tried))
        simulated = simulate(published, draft, desk.names, tried, lambda done: progress.update(task, advance=done))
    console.print(_moves(simulated))
    console.print(_examples(simulated))
    console.print(f"试了 {simulated.calls} 个,决定会变的 {len(simulated.changes)} 个")
    if picture:
        # Drawing needs much memory, and the server is a command like this one.
        from hotline_server.cli.charts import moves_chart  # noqa: PLC0415

        picture.write_text(moves_chart(simulated), "utf-8")


def _messages(path: Path) -> list[PastCall]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            PastCall(str(n), row["subject"], row["content"], "", {}) for n, row in enumerate(csv.DictReader(file), 1)
        ]


def _moves(simulated: Simulated) -> Table:
    table = Table(title="办理方式怎么变", header_style="bold")
    for name in ("原来", "变成", "件数", ""):
        table.add_column(name, justify="right" if name == "件数" else "left")
    for (before, after), count in simulated.moves.most_common():
        same = "(牵头、紧急程度或期限变了)" if before == after else after
        table.add_row(before, same, str(count), "█" * max(1, round(40 * count / len(simulated.changes))))
    return table


def _examples(simulated: Simulated) -> Table:
    table = Table(title=f"例子(至多 {SHOWN} 个)", header_style="bold")
    for name in ("来电", "内容", "原来", "变成"):
        table.add_column(name, overflow="fold")
    for change in simulated.changes[:SHOWN]:
        said = (change.call.subject or change.call.content).replace("\n", " ")[:30]
        table.add_row(change.call.id, said, change.before, change.after)
    return table


@app.command()
def publish(
    by: Who,
    why: Why,
    rules: Folder = HERE,
    consent: Annotated[str, typer.Option("--consent-by", help="漏掉险情时,同意的第二个人")] = "",
) -> None:
    """发布草稿:检查和用例都通过才行。正在运行的服务两秒内换上,不用重启。"""
    with at_desk() as desk:
        publication = desk.publishing.publish(files_of(rules), trials_of(rules), by, why, consent)
    console.print(f"已发布 {publication.version}")


@app.command()
def rollback(by: Who, why: Why, version: Annotated[str, typer.Argument(help="版本;不写就是上一个")] = "") -> None:
    """退回以前发布过的规则库。"""
    with at_desk() as desk:
        publication = desk.publishing.roll_back(version, by, why)
    console.print(f"已退回 {publication.version}")


@app.command()
def history() -> None:
    """列出发布和回退的经过。"""
    table = Table(header_style="bold")
    for name in ("", "时间", "版本", "谁", "为什么", "同意"):
        table.add_column(name)
    with at_desk() as desk:
        published = desk.publishing.store.history(SHOWN)
    for item in published:
        at = f"{item.at.astimezone(CITY):%Y-%m-%d %H:%M:%S}"
        table.add_row(item.kind, at, item.version, item.actor, item.reason, item.consented_by)
    console.print(table)


@app.command()
def schema() -> None:
    """打印规则文件的 JSON Schema,编辑器可以用它补全和检查。"""
    typer.echo(json_schema())
