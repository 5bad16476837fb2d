"""Examples that closed cases give readers to learn from."""

import pytest
from hotline.v1 import case_pb2, intake_service_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_server.desk.readers.examples import UNKNOWN_CALLER, CaseExamples, judges_readers
from hotline_server.runtime.server import RunningServer
from hotline_server.text.learning.examples import Example

from tests.hotline import SUSPICIOUS, a_call
from tests.learning import handle
from tests.office import TAXI, Office, answer, designation


@pytest.mark.each_database
class TestClosedCases:
    """What closed cases teach."""

    @pytest.fixture
    def cases(self, server: RunningServer) -> CaseExamples:
        return CaseExamples(server.service.stores.experience)

    def test_the_lead_that_replied_the_matter_and_the_type_are_learned(
        self, cases: CaseExamples, office: Office
    ) -> None:
        handle(office, office.call(request_type=case_pb2.REQUEST_TYPE_COMPLAINT), TAXI)
        office.call("投诉出租车绕路")
        (example,) = learned(cases)
        assert (example.office, example.matter) == (TAXI, "出租车与网约车")
        assert (example.request_type, example.emergency) == ("投诉", False)

    def test_of_a_case_that_was_sent_on_the_last_lead_is_learned_and_no_matter(
        self, cases: CaseExamples, office: Office
    ) -> None:
        number = office.call()
        office.send_back(number)
        office.assign(number, designation("交警支队"))
        handle(office, number, "交警支队")
        (example,) = learned(cases)
        assert (example.office, example.matter) == ("交警支队", "")

    def test_verified_emergencies_are_learned_as_such_and_false_ones_too(
        self, cases: CaseExamples, office: Office
    ) -> None:
        """R2.6."""
        true, false = (office.call(text, marked_urgent=True) for text in ("我家厨房着火了,火很大", "是隔壁在熏腊肉"))
        office.verify(true, confirmed=True)
        handle(office, true, office.case(true).assignments[0].department, missing="火已经灭了")
        office.verify(false, confirmed=False)
        office.assign(false, designation(TAXI))
        handle(office, false, TAXI)
        found = {example.text: (example.emergency, example.danger) for example in learned(cases)}
        assert found == {"我家厨房着火了,火很大": (True, ""), "是隔壁在熏腊肉": (False, "")}

    @pytest.mark.usefixtures("suspicious_reading")
    @pytest.mark.parametrize("kind", ["溺水", ""])
    def test_a_kind_of_danger_is_learned_only_where_a_person_named_it(
        self, cases: CaseExamples, office: Office, kind: str
    ) -> None:
        """R2.6: what the machine supposed must not teach the machine."""
        case = office.hotline.register(a_call(SUSPICIOUS))
        confirm_danger(office, case, kind)
        assert [(example.emergency, example.danger) for example in learned(cases)] == [(True, kind)]

    def test_the_kind_that_a_person_names_in_raising_an_emergency_is_learned(
        self, cases: CaseExamples, office: Office
    ) -> None:
        """R2.6: named last, and not lost as somebody later names none."""
        number = office.call("你好在吗")
        desk, context = office.hotline.desk, office.context
        raised = desk_pb.RaiseEmergencyRequest(context=context(number), reason="再问", danger_kind="溺水")
        desk.RaiseEmergency(raised)
        office.verify(number, confirmed=False)
        desk.RaiseEmergency(desk_pb.RaiseEmergencyRequest(context=context(number), reason="又来电"))
        confirmed = desk_pb.VerifyEmergencyRequest(
            context=context(number),
            result=desk_pb.VERIFICATION_RESULT_CONFIRMED,
            findings="打电话核实过",
            designation=designation(TAXI),
        )
        desk.VerifyEmergency(confirmed)
        handle(office, number, office.case(number).assignments[0].department, missing="已经救上来了")
        assert [(example.emergency, example.danger) for example in learned(cases)] == [(True, "溺水")]

    def test_emergencies_that_judge_readers_are_not_learned_from(self, cases: CaseExamples, office: Office) -> None:
        """R2.6."""
        numbers = [office.call(f"我家厨房着火了,火很大,{one}楼", marked_urgent=True) for one in "一二三四五六七八九十"]
        for number in numbers:
            office.verify(number, confirmed=True)
            handle(office, number, office.case(number).assignments[0].department, missing="火已经灭了")
        judging = sum(map(judges_readers, numbers))
        assert 0 < judging < len(numbers)
        assert len(learned(cases)) == len(numbers) - judging

    def test_a_joined_report_of_an_emergency_is_not_learned_as_harmless(
        self, cases: CaseExamples, office: Office
    ) -> None:
        """R2.6."""
        main = office.call("我家厨房着火了,火很大", marked_urgent=True)
        joined = office.call("投诉出租车堵在幸福小区门口,消防车过不去")
        request = desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一场火")
        office.hotline.desk.JoinCases(request)
        assert office.case(joined).state == case_pb2.CASE_STATE_CLOSED
        assert learned(cases) == []

    def test_callers_without_a_number_are_one_person(self, cases: CaseExamples, office: Office) -> None:
        """R8.14: an n-gram of fewer than five people is not learned, and one person may call five times."""
        for word in ("拒载", "绕路", "乱要价"):
            handle(office, office.call(f"投诉出租车{word}", phone=""), TAXI)
        examples = learned(cases)
        assert len(examples) == 3
        assert {example.caller for example in examples} == {UNKNOWN_CALLER}

    def test_of_proposed_answers_what_a_person_made_of_them_is_learned(
        self, cases: CaseExamples, office: Office
    ) -> None:
        """R2.1, P2."""
        confirmed, declined, unjudged = (office.call(f"{word}租房怎么提取公积金") for word in ("请问", "想问", "问下"))
        policy = office.case(confirmed).decision.proposals[0].policy.id
        told = answer(policy_id=policy)
        request = desk_pb.AnswerDirectlyRequest(context=office.context(confirmed), answer=told, reason="照政策答")
        office.hotline.desk.AnswerDirectly(request)
        office.decline(declined)
        for number in (declined, unjudged):
            office.assign(number, designation(TAXI))
            handle(office, number, TAXI)
        assert {example.text[:2]: example.policy for example in learned(cases)} == {
            "请问": policy,
            "想问": "",
            "问下": None,
        }

    def test_protected_callers_teach_nothing(self, cases: CaseExamples, office: Office) -> None:
        handle(office, office.call(request_type=case_pb2.REQUEST_TYPE_ACCUSATION), TAXI)
        assert learned(cases) == []

    def test_a_caller_counts_once_however_often_they_call(self, cases: CaseExamples, office: Office) -> None:
        for phone in ("13800138000", "13800138000", "13900139000"):
            handle(office, office.call(f"投诉出租车拒载{phone[-4:]}次", phone=phone), TAXI)
        examples = learned(cases)
        assert (len(examples), len({example.caller for example in examples})) == (3, 2)


def confirm_danger(office: Office, case: case_pb2.Case, kind: str) -> None:
    """Let the caller confirm a danger, of a kind if one is given, and close the case that becomes an emergency."""
    office.hotline.answer_question(case, intake_service_pb2.DANGER_ANSWER_DANGER, "是的", kind, actor="0712")
    office.verify(case.number, confirmed=True)
    handle(office, case.number, office.case(case.number).assignments[0].department, missing="已经救上来了")


def learned(cases: CaseExamples) -> list[Example]:
    return list(cases.read(lambda _: None))
