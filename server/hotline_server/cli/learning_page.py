"""Terminal output of ``hotline learn``: progress, readers, measures, proposals."""

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from hotline.v1 import learn_service_pb2 as pb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from hotline_server.cli.console import local
from hotline_server.domain.learning import LearningSource, LearningStage, LearningState
from hotline_server.domain.publication import ProposalState
from hotline_server.domain.readers import Aspect, Figure, MeasuredPart, ReaderMeasure, ReaderOrigin

# Losses that are printed.
_SHOWN = 20
_STATES = {pb.LearningState.Value(f"LEARNING_STATE_{state.name}"): state.value for state in LearningState}
_STAGES = {pb.LearningStage.Value(f"LEARNING_STAGE_{stage.name}"): stage.value for stage in LearningStage}
_SOURCES = {pb.LearningSource.Value(f"LEARNING_SOURCE_{source.name}"): source.value for source in LearningSource}
_ORIGINS = {pb.ReaderOrigin.Value(f"READER_ORIGIN_{origin.name}"): origin.value for origin in ReaderOrigin}
_PROPOSALS = {
    pb.ReaderProposalState.Value(f"READER_PROPOSAL_STATE_{state.name}"): state.value for state in ProposalState
}
_ASPECTS = {pb.ReadingAspect.Value(f"READING_ASPECT_{aspect.name}"): aspect for aspect in Aspect}
_PARTS = {pb.MeasuredPart.Value(f"MEASURED_PART_{part.name}"): part for part in MeasuredPart}
_FIGURES = {pb.ReadingFigure.Value(f"READING_FIGURE_{figure.name}"): figure for figure in Figure}


class RunProgress:
    """Progress bar of learning, on a terminal."""

    def __init__(self, console: Console) -> None:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        self._progress = Progress(*columns, console=console, transient=True)
        self._task = self._progress.add_task("等待", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, run: pb.LearningRun) -> None:
        """Show how far a run is."""
        stage = _STAGES.get(run.stage, "等待")
        self._progress.update(self._task, description=stage, completed=run.done, total=run.total or None)


def run_line(run: pb.LearningRun) -> str:
    """Say in a line how far a run is."""
    line = f"第 {run.id} 次学习 {_STATES[run.state]}"
    if run.state == pb.LEARNING_STATE_RUNNING and run.stage:
        line += f"：{_STAGES[run.stage]} {run.done}" + (f"/{run.total}" if run.total else "")
    if run.error:
        line += f"：{run.error}"
    return line + (f"，得到判读模型 {run.reader_version}" if run.reader_version else "")


def runs_table(runs: Iterable[pb.LearningRun]) -> Table:
    """Tabulate the times that a reader was learned."""
    table = Table(header_style="bold")
    for name in ("", "时间", "学习内容", "办理人", "理由", "结果"):
        table.add_column(name, overflow="fold")
    for run in runs:
        result = run.reader_version or run.error
        table.add_row(
            str(run.id),
            local(run.asked_at),
            _SOURCES[run.source],
            run.actor,
            run.reason,
            f"{_STATES[run.state]} {result}".strip(),
        )
    return table


def readers_table(readers: Iterable[pb.Reader]) -> Table:
    """Tabulate readers, with how well they find dangers."""
    table = Table(header_style="bold")
    for name in ("判读模型", "", "来源", "时间", "办理人", "学习数量", "险情找到（留出）"):
        table.add_column(name, overflow="fold")
    for reader in readers:
        sources = "，".join(f"{name} {count}" for name, count in sorted(reader.sources.items()) if count)
        found = [
            _share(measure)
            for measure in map(_measure, reader.measures)
            if (measure.part, measure.aspect, measure.name, measure.figure)
            == (MeasuredPart.HELD_OUT, Aspect.DANGER, "", Figure.FOUND)
        ]
        table.add_row(
            reader.version,
            "在用" if reader.in_force else "",
            _ORIGINS[reader.origin],
            local(reader.kept_at),
            reader.actor,
            sources,
            "".join(found),
        )
    return table


def measures_tables(messages: Sequence[pb.ReaderMeasure]) -> Iterator[Table]:
    """Tabulate the measures of a reader, a table for each thing that it reads."""
    measures = [_measure(message) for message in messages]
    for aspect in Aspect:
        chosen = [measure for measure in measures if measure.aspect is aspect]
        if chosen:
            yield _measures_table(aspect, chosen)


def _measures_table(aspect: Aspect, measures: Sequence[ReaderMeasure]) -> Table:
    by_key = {(one.name, one.part, one.figure): one for one in measures}
    used = [
        (part, figure)
        for part in MeasuredPart
        for figure in Figure
        if any((one.part, one.figure) == (part, figure) for one in measures)
    ]
    table = Table(title=aspect.value, header_style="bold")
    table.add_column("")
    for part, figure in used:
        table.add_column(f"{part.value}：{figure.value}", justify="right")
    for name in dict.fromkeys(one.name for one in measures):
        found = [by_key.get((name, part, figure)) for part, figure in used]
        table.add_row(name or "全部", *(_share(one) if one else "" for one in found))
    return table


def _measure(message: pb.ReaderMeasure) -> ReaderMeasure:
    return ReaderMeasure(
        _PARTS[message.part],
        _ASPECTS[message.aspect],
        message.name,
        _FIGURES[message.figure],
        message.count,
        message.total,
    )


def _share(measure: ReaderMeasure) -> str:
    low, high = measure.interval
    return f"{measure.share:.1%}（{low:.1%} – {high:.1%}）{measure.count}/{measure.total}"


def proposal_lines(proposal: pb.ReaderProposal) -> Iterator[str]:
    """Say what a second person has to consent to."""
    yield f"在用的没有变：{proposal.version} 会漏掉现在能判出的险情 {proposal.loss_count} 件，例如："
    yield from (f"· {loss}" for loss in proposal.losses[:_SHOWN])
    yield f"须由另一位规则审批人同意：hotline learn approve {proposal.id}"


def proposals_table(proposals: Iterable[pb.ReaderProposal]) -> Table:
    """Tabulate publications that needed or need a second person."""
    table = Table(title="须经第二人同意的提请", header_style="bold")
    for name in ("编号", "时间", "判读模型", "办理人", "理由", "漏掉的险情", "结果"):
        table.add_column(name, overflow="fold")
    for proposal in proposals:
        ended = f"{_PROPOSALS[proposal.state]} {proposal.ended_by} {proposal.ended_because}".strip()
        table.add_row(
            str(proposal.id),
            local(proposal.proposed_at),
            proposal.version,
            proposal.proposed_by,
            proposal.reason,
            f"{proposal.loss_count} 件",
            ended,
        )
    return table
