"""Whatever is published, exported or searched holds no personal data, however it was written (R6.2, R8.5)."""

import random

import pytest
from google.protobuf import text_format
from hotline.v1 import announcement_service_pb2 as announcement_pb
from hotline.v1 import archive_service_pb2 as archive_pb
from hotline.v1 import case_pb2
from hotline.v1 import report_service_pb2 as report_pb
from hotline_server.api import reports as api_reports
from hotline_server.domain.personal_data import HIDDEN
from hotline_server.reports.rendering import write
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.hotline import a_call, thorough
from tests.integration.test_announcements import DAYS, draft, export
from tests.integration.test_leaders_reports import special
from tests.office import TAXI, Office, answer
from tests.writings import KINDS, SOUNDED, digits, spelt


@pytest.fixture(autouse=True)
def rendered_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render in the test's process: one of its own spends a second on imports."""
    monkeypatch.setattr(api_reports, "render", write)


@settings(
    max_examples=thorough(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    # Each example is a whole case: to find a smaller one takes minutes.
    phases=[Phase.explicit, Phase.generate],
)
@given(
    name=st.sampled_from([*SOUNDED, "张卫国", "欧阳震华", "覃小明", "王龑"]),
    phone=st.from_regex(r"1[3-9]\d{9}", fullmatch=True),
    kind=st.sampled_from([kind for kind in KINDS if kind != "name"]),
    seed=st.integers(0, 1000),
)
def test_nothing_published_identifies_a_caller(office: Office, name: str, phone: str, kind: str, seed: int) -> None:
    chance = random.Random(seed)
    written, spelling, secret = digits(phone, chance), spelt(name, chance), KINDS[kind](chance)
    said = f"投诉出租车拒载,我叫{spelling},电话{written},{secret},请处理"
    call = a_call(said, phone=phone, subject=f"{spelling}投诉拒载{secret}", district="东湖区")
    call.caller.name = name
    number = office.register_harmless(call, said)
    if office.case(number).state == case_pb2.CASE_STATE_REGISTERED:
        office.assign(number, case_pb2.Designation(lead_department=TAXI, deadline_working_days=5))
    lead = office.case(number).decision.lead_department.name
    office.accept(number, lead)
    office.reply(number, lead, f"已联系{spelling}({written},{secret}),处罚司机")
    office.review(number)
    office.answer(number, answer(f"{spelling}您好,已办好"))
    office.close(number)
    office.archive(number)
    while office.server.reports.archive.some():
        pass
    marks = [name, spelling, phone, written, secret]
    for output in published(office, number):
        assert [mark for mark in marks if mark in output] == [], output


def published(office: Office, number: str) -> list[str]:
    hotline = office.hotline
    announced = draft(hotline, number)
    assert HIDDEN in announced.question
    found = hotline.archive.SearchArchive(archive_pb.SearchArchiveRequest())
    assert found.archived_cases
    open_data = hotline.announcements.ExportOpenData(announcement_pb.ExportOpenDataRequest(**DAYS))
    return [
        text_format.MessageToString(announced, as_utf8=True),
        text_format.MessageToString(found, as_utf8=True),
        b"".join(one.chunk for one in open_data).decode(),
        export(hotline, announcement_pb.ANNOUNCEMENT_FORMAT_HTML),
        special(hotline, format=report_pb.DOCUMENT_FORMAT_HTML, matter=office.case(number).matter, **DAYS).decode(),
    ]
