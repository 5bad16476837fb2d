"""Vocabulary of the tests of learning: few calls, and a run from its start to its end."""

import csv
import random
from collections.abc import Sequence
from pathlib import Path

from hotline.v1 import learn_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer
from hotline_server.text.learning.examples import Example, read_calls

from tests.hotline import eventually
from tests.office import Office, answer

ORDINARY = ["投诉出租车拒载", "公交车半天不来", "的士司机绕路", "公交司机态度差", "出租车乱收费", "公交站牌坏了"]
FEW = 240


def some_calls() -> list[Example]:
    """A few of the shipped calls, of all kinds."""
    everything = list(read_calls(sorted((PROJECT / "sample" / "calls").glob("*.csv"))))
    return random.Random(0).sample(everything, FEW)


def write_calls(parent: Path, calls: Sequence[Example]) -> Path:
    """Return a folder with labelled calls."""
    folder = parent / "calls"
    folder.mkdir()
    with (folder / "some.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("text", "emergency", "danger", "request_type", "matter"))
        for one in calls:
            rows.writerow((one.text, int(bool(one.emergency)), one.danger, one.request_type, one.matter))
    return folder


def start(hotline: Hotline) -> pb.LearningRun:
    request = pb.StartLearningRequest(actor="陈规则", reason="试学")
    run: pb.LearningRun = hotline.learning.StartLearning(request).run
    return run


def finish(hotline: Hotline, server: RunningServer) -> pb.LearningRun:
    """Let the server work until learning has ended."""
    for attempt in eventually(0.2):
        with attempt:
            server.service.learning.turn()
            run: pb.LearningRun = hotline.learning.GetLearning(pb.GetLearningRequest()).run
            assert run.HasField("ended_at")
    return run


def handle(office: Office, number: str, department: str, missing: str = "") -> None:
    """Let a department reply, without its co-handlers if there is a reason, and answer the caller."""
    office.accept(number, department)
    office.reply(number, department, missing=missing)
    office.review(number)
    office.answer(number, answer(means="来信"))
