"""Readers as they are learned: nobody can be read off them, and they are measured on calls that they did not learn."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hotline_server.desk.readers.examples import example_of
from hotline_server.desk.readers.measuring import Tally, measure
from hotline_server.domain.readers import Aspect, Figure, MeasuredPart
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.material import build_material, read_material
from hotline_server.store.readers.experience import ClosedCase
from hotline_server.text.learning.examples import Example, read_answered
from hotline_server.text.learning.learner import learn
from hotline_server.text.policy_index import PolicyText
from hotline_server.text.reader import Reader
from hotline_server.text.reader_file import unpack

from tests.learning import ORDINARY, some_calls
from tests.ngrams import gram_of
from tests.office import TAXI

NAME, PHONE, ADDRESS = "欧阳若彤", "13800138000", "翡翠湾7栋1802室"
OTHER = "司徒慕白"


def a_case(number: int, text: str, *, name: str = "", phone: str = "", caller: str = "") -> ClosedCase:
    return ClosedCase(
        number=f"20261124-{number:06d}",
        text=text,
        name=name,
        phone=phone,
        caller=caller or f"caller {number}",
        request_type="投诉",
        matter="出租车与网约车" if number % 2 else "公交",
        lead=TAXI if number % 2 else "公共交通集团",
        danger="",
        emergency=False,
        policy=None,
    )


def grams_of(text: str) -> set[str]:
    """All of the 3- and 4-grams of a text."""
    return {text[place : place + length] for length in (3, 4) for place in range(len(text) - length + 1)}


def test_no_name_phone_or_address_of_a_case_can_be_read_off_a_reader() -> None:
    """Neither of the caller, whom the service knows, nor of others, whom few callers name."""
    ordinary = [a_case(number, f"{text}，要求处理") for number, text in enumerate(ORDINARY * 6)]
    personal = [
        a_case(900 + number, text, name=NAME, phone=f"+86{PHONE}", caller="the same caller")
        for number, text in enumerate(
            [
                f"我叫{NAME}，电话{PHONE}，住{ADDRESS}，投诉出租车拒载",
                f"{NAME} {PHONE} {ADDRESS} 公交车不停站",
                f"{ADDRESS}的{OTHER}打我电话{PHONE}骂人",
                f"还是{ADDRESS}，{OTHER}又来了",
                f"第三次说了，{ADDRESS}的{OTHER}",
                f"第四次说了，{ADDRESS}的{OTHER}",
                f"第五次说了，{ADDRESS}的{OTHER}",
            ]
        )
    ]
    examples = [example_of(case) for case in (*ordinary, *personal)]
    assert not [one.text for one in examples if NAME in one.text or PHONE in one.text]
    reader = Reader(learn(examples))
    known = {gram_of(int(key)) for key in reader.vocabulary.keys}
    readable = {one for one in known if len(one) == 3}
    assert readable
    for secret in (NAME, OTHER, ADDRESS, PHONE):
        assert not [one for one in known if len(one) > 1 and any(one in part for part in grams_of(secret))]
    unpacked = unpack(reader.data)
    header = json.dumps(unpacked.header, ensure_ascii=False)
    arrays = b"".join(array.tobytes() for array in unpacked.arrays.values())
    parts = grams_of(NAME) | grams_of(OTHER) | grams_of(ADDRESS)
    # Shorter pieces of a number occur among those of weights by chance.
    parts.add(PHONE)
    assert not [part for part in parts if part in header]
    encodings = ("utf-8", "utf-16-be", "utf-16-le", "utf-32-le", "gb18030")
    assert not [part for part in parts for encoding in encodings if part.encode(encoding) in arrays]


def test_readers_are_measured_on_calls_they_were_not_learned_from(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    questions = list(read_answered(sorted((PROJECT / "sample" / "calls" / "questions").glob("*.csv"))))
    examples = [*some_calls(), *questions[:100]]
    sizes: list[int] = []

    def learn_and_count(chosen: Sequence[Example], policies: Sequence[PolicyText]) -> bytes:
        sizes.append(len(chosen))
        return learn(chosen, policies)

    material = replace(read_material(tmp_path, PROJECT / "rules"), examples=examples)
    measures = measure(material, learn_and_count, lambda done, total: told.append((done, total)))
    assert told == [(n, 5) for n in range(6)]
    held_back = [example for example in examples if example.part == 0]
    assert max(sizes) == len(examples) - len(held_back)
    found = {(one.part, one.aspect, one.name, one.figure): one for one in measures}
    emergencies = sum(bool(example.emergency) for example in held_back)
    assert found[MeasuredPart.HELD_OUT, Aspect.DANGER, "", Figure.FOUND].total == emergencies
    matters = [example for example in examples if example.part != 0 and example.matter]
    overall = found[MeasuredPart.CROSS_VALIDATED, Aspect.MATTER, "", Figure.AMONG_THREE]
    assert overall.total == len(matters)
    assert overall.count >= found[MeasuredPart.CROSS_VALIDATED, Aspect.MATTER, "", Figure.FOUND].count
    answered = [example for example in examples if example.part != 0 and example.policy]
    assert found[MeasuredPart.CROSS_VALIDATED, Aspect.POLICY, "", Figure.AMONG_THREE].total == len(answered)


@pytest.mark.parametrize(("threshold", "found"), [(0, 20), (101, 0)])
def test_dangers_are_measured_at_the_threshold_of_the_rule_book(threshold: int, found: int) -> None:
    """R2.6: what decides is what officials set."""
    reader = Reader(learn(some_calls()))
    tally = Tally(MeasuredPart.HELD_OUT, threshold)
    tally.read(reader, [example for example in some_calls() if example.emergency][:20])
    measures = {(one.aspect, one.name, one.figure): one for one in tally.measures()}
    assert measures[Aspect.DANGER, "", Figure.FOUND].count == found


def test_the_threshold_of_dangers_is_that_of_the_rule_book(tmp_path: Path) -> None:
    files = read_files(PROJECT / "rules")
    reading = files["reading.yaml"].decode().replace("    确信: 55 ", "    确信: 66 ").encode()
    material = build_material(tmp_path, {**files, "reading.yaml": reading}, {})
    assert material.sure_danger == 66
