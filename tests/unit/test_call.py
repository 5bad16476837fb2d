"""Validation of calls for the duty log (R1.1)."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hotline_server.domain.call import CONTENT_LIMIT, Call, validate_call
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.domain.phone import normalise, subscriber
from hotline_server.domain.places import Coordinates
from hypothesis import given
from hypothesis import strategies as st

from tests.hotline import MONDAY

CALL = Call(
    request_id="1", name="张三", organisation="", phone="13800138000", confidential=False,
    received_at=None, subject="", content="公交不来", channel="电话", request_type="", district="",
    address="", operator="0712", telephony_call_id="", marked_urgent=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("13800138000", "+8613800138000"),
        (" 138-0013-8000 ", "+8613800138000"),
        ("+86 138 0013 8000", "+8613800138000"),
        ("0731-88665000", "+8673188665000"),
        ("(010)65556666", "+861065556666"),
        ("+852 2888 1234", "+85228881234"),
        ("84510012", "+8673184510012"),
        ("8451 0012", "+8673184510012"),
        ("84510012转801", "+8673184510012;ext=801"),
        ("0731-84510012-801", "+8673184510012;ext=801"),
        ("tel:84510012;phone-context=+86731", "+8673184510012"),
        ("tel:84510012;ext=801;phone-context=+86731", "+8673184510012;ext=801"),
        ("tel:84510012;phone-context=+86731;isub=7;ext=8-01;user=phone", "+8673184510012;ext=801"),
        ('"张三" <sip:+8613800138000@10.0.0.1;user=phone>', "+8613800138000"),
        ("sip:84510012@switch.example", "+8673184510012"),
        ("013800138000", "+8613800138000"),
        ("8613800138000", "+8613800138000"),
        ("852 2888 1234", "+85228881234"),
        ("+1 (202) 555-0143", "+12025550143"),
        ("400-820-8888", "+864008208888"),
        ("95588", "+8695588"),
        ("①③⑧００１３８０００", "+8613800138000"),
        ("138\u200b0013\u200b8000", "+8613800138000"),
        ("+1 380 013 8887", "+13800138887"),
        ("001 380 013 8887", "+13800138887"),
        ("+1 415 555 2671", "+14155552671"),
        ("0014155552671", "+14155552671"),
        ("0086 138 0013 8000", "+8613800138000"),
        ("00852 2888 1234", "+85228881234"),
        ("84510012,801", "+8673184510012;ext=801"),
        ("84510012（801）", "+8673184510012;ext=801"),
        ("(0731)84510012（转801）", "+8673184510012;ext=801"),
        ("“0731-84510012（分机801）”", "+8673184510012;ext=801"),
        ("84510012/801", "+8673184510012;ext=801"),
        ("84510012/13", None),
        ("021-6543(2100)", "+862165432100"),
        ("0731-8451（0012）", "+8673184510012"),
        ("tel:84510012;phone-context=0086731", "+8673184510012"),
        ("95013812345678", "+8695013812345678"),
        ("138(0013)8000", "+8613800138000"),
        ("13800138000(张三)", None),
        ("8451 0012*801", "+8673184510012;ext=801"),
        ("073184510012801", "+8673184510012;ext=801"),
        ("138,0013,8000", "+8613800138000"),
        ("0731-95518", "+8695518"),
        ("0912345671", "+886912345671"),
        ("0731845100121", None),
        ("anonymous", ""),
        ("-1", ""),
        ("sip:Anonymous@anonymous.invalid", ""),
        ("Anonymous@anonymous.invalid", ""),
        ("17951013800138000", "+8613800138000"),
        ("匿名", ""),
        ("", ""),
        ("12345", None),
        ("1380013800", None),
        ("电话", None),
        ("1" * 40, None),
    ],
)
def test_phone_numbers_are_normalised(written: str, stored: str | None) -> None:
    assert normalise(written, "0731") == stored


@given(st.text(max_size=60))
def test_any_text_is_normalised_to_e164_or_rejected(written: str) -> None:
    stored = normalise(written, "0731")
    assert not stored or stored.startswith("+")
    assert stored is None or normalise(stored, "0731") == stored


@pytest.mark.parametrize(
    ("shown", "kept"),
    [("110", "110"), ("0", "0"), ("sip:110@10.0.0.1", "110"), ("１２３４５", "12345"), ("00000000000", "00000000000")],
)
def test_no_call_is_refused_for_a_number_that_a_line_showed(shown: str, kept: str) -> None:
    validated = validate_call(replace(CALL, phone=shown), MONDAY, lambda _: None)
    assert (validated.phone, subscriber(validated.phone)) == (kept, "")


@given(content=st.text(max_size=200))
def test_any_content_is_accepted_or_rejected_by_field(content: str) -> None:
    try:
        validated = validate_call(replace(CALL, content=content), MONDAY, lambda _: None)
    except InvalidFieldsError as refused:
        assert [wrong.field for wrong in refused.violations] == ["call.content"]
    else:
        assert validated.content == content.strip()


def test_all_violations_are_reported_together() -> None:
    wrong = replace(
        CALL,
        request_id="",
        content="长" * (CONTENT_LIMIT + 1),
        phone="138001380",
        recording="r" * 201,
        district="火星",
        received_at=MONDAY + timedelta(minutes=6),
    )
    with pytest.raises(InvalidFieldsError) as refused:
        validate_call(wrong, MONDAY, lambda _: None)
    assert {violation.field for violation in refused.value.violations} == {
        "request_id", "call.content", "call.caller.phone", "call.district", "call.received_at",
        "call.recording",
    }  # fmt: skip


TEXTS = sorted(field.name for field in fields(Call) if field.type is str and field.name != "request_id")


@given(st.sampled_from(TEXTS), st.text(min_size=1, max_size=5))
def test_a_fingerprint_depends_on_the_call_but_not_on_the_request_id(field: str, value: str) -> None:
    assert replace(CALL, request_id=value).fingerprint() == CALL.fingerprint()
    if getattr(CALL, field) != value:
        assert replace(CALL, **{field: value}).fingerprint() != CALL.fingerprint()  # type: ignore[arg-type]


def test_a_fingerprint_covers_every_field() -> None:
    """A field missing from the fingerprint would let a different call pass as a retry."""
    others = {str: "别的", bool: True, Coordinates | None: Coordinates(28.2, 113.0)}
    for field in fields(Call):
        if field.name != "request_id":
            other: Any = others.get(field.type, MONDAY)  # type: ignore[arg-type]
            assert replace(CALL, **{field.name: other}).fingerprint() != CALL.fingerprint(), field.name
