"""Learned reader: what a text says beyond the wordings of the lexicons (R2.6, R8.14)."""

import random
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from time import thread_time

import numpy as np
import pytest
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.loading import read_shipped_reader
from hotline_server.text import ngrams
from hotline_server.text.analysis import Thresholds, combine
from hotline_server.text.facts import TextFacts
from hotline_server.text.folding import fold
from hotline_server.text.learning.examples import Example
from hotline_server.text.learning.learner import learn
from hotline_server.text.lexicon import OTHER_DANGER
from hotline_server.text.ngrams import split
from hotline_server.text.reader import HEADS, Reader, Reading
from hotline_server.text.reader_file import MAGIC, ReaderFileError, pack, unpack
from hotline_server.text.sentences import SHORT_TEXT, passages, sentences
from hypothesis import given
from hypothesis import strategies as st

from tests.ngrams import gram_of, key_of

TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)
LONG_TEXTS = st.text(st.sampled_from("火了人 ，。\n"), max_size=600)
FIRE, CRASH = "火灾", "交通事故伤人"
PEOPLE = ("我妈", "隔壁老人", "两个学生", "送奶工", "看门的大爷", "房东", "一个小孩", "厨师")
DANGERS = {FIRE: ("屋里烧起来了", "厨房火苗窜得老高"), CRASH: ("被货车撞飞了", "连人带车翻进沟里")}
CALM = ("想问一下社保怎么交", "快递三天没送到", "路灯坏了没人修", "物业费涨了要投诉")


@pytest.fixture(scope="module")
def shipped() -> Reader:
    return read_shipped_reader(PROJECT / "rules")


def examples(count: int = 40) -> list[Example]:
    """Return texts that nobody said, some about dangers."""
    chance = random.Random(1)
    found = []
    for number in range(count):
        who, kind = chance.choice(PEOPLE), chance.choice(list(DANGERS))
        said = f"{who}{chance.choice(DANGERS[kind])}，在{number}号"
        found.append(Example(said, True, kind, "求助", "安全隐患", caller=f"{number}"))
        found.append(
            Example(f"{chance.choice(CALM)}，我住{number}号", False, "", "咨询", "政务服务与公开", caller=f"c{number}")
        )
    return found


@given(TEXTS)
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("樓下著火了，快來人", "楼下着火了,快来人"), ("ＣＯ２泄漏", "co2泄漏"), ("床臺麵館", "床台面馆")],
)
def test_traditional_full_width_and_case_are_folded(written: str, plain: str) -> None:
    assert fold(written) == plain


@given(TEXTS)
def test_every_ngram_is_found_where_it_is_said(text: str) -> None:
    grams = ngrams.split(text)
    for key, start, end in zip(grams.keys.tolist(), grams.starts.tolist(), grams.ends.tolist(), strict=True):
        said = gram_of(key)
        assert said.strip() == said or end - start > 1
        if " " not in said:
            assert key in ngrams.split(text[start:end]).keys.tolist()


@given(TEXTS)
def test_sentences_cover_the_text(text: str) -> None:
    spans = sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 <= start <= end <= len(text) for start, end in passages(text))


@given(TEXTS)
def test_any_text_can_be_read(shipped: Reader, text: str) -> None:
    reading = shipped.read(text)
    for ranked in (reading.kinds, reading.matters, reading.request_types):
        confidences = [one.confidence for one in ranked]
        assert confidences == sorted(confidences, reverse=True)
        assert all(0 <= confidence <= 100 for confidence in confidences)
    assert all(word in text for word in (*reading.danger_words, *(w for one in reading.matters for w in one.words)))


def test_what_is_written_in_traditional_characters_reads_the_same(shipped: Reader) -> None:
    written, plain = "樓下著火了，快來人啊，裡面還有個老人", "楼下着火了，快来人啊，里面还有个老人"
    one, other = shipped.read(written), shipped.read(plain)
    assert (one.danger, one.kinds) == (other.danger, other.kinds)


def test_a_danger_in_one_sentence_of_a_long_letter_is_found(book: RuleBook) -> None:
    """R2.6: a letter about something else may hold a cry for help."""
    letter = (
        "尊敬的领导：我是枫林小区的老住户，想反映物业费的问题。去年物业换了公司，收费从一块二涨到两块，说好的电梯保养、"
        "绿化补种一样都没有做。业委会成立了三年，账目一次没有公开。我们多次打电话，物业都说在研究。"
        "就在我写这封信的时候，对面三楼着火了，浓烟从窗户往外冒，有老人在阳台上喊救命，出不来。"
        "另外，小区门口的路灯坏了半年，希望一并解决。谢谢领导，盼复。"
    )
    text = book.analyse("反映物业费", letter)
    assert text.dangers[:1] == (FIRE,)
    calm = letter.replace(
        "对面三楼着火了，浓烟从窗户往外冒，有老人在阳台上喊救命，出不来。", "对面三楼又在装修，吵得老人没法午睡。"
    )
    assert book.analyse("反映物业费", calm).dangers == ()


def test_a_sure_danger_of_no_known_kind_is_another_danger() -> None:
    """R2.6: a reader without kinds must not silence what it is sure of."""
    text = combine(TextFacts(), Reading(danger=99), (), Thresholds(), {}, ())
    assert text.dangers == (OTHER_DANGER,)


def test_equal_examples_give_equal_bytes_in_any_order() -> None:
    said = examples()
    assert learn(said) == learn(list(reversed(said)))


def test_a_learned_reader_tells_dangers_and_what_spoke() -> None:
    reader = Reader(learn(examples()))
    reading = reader.read("快递员被货车撞飞了")
    assert reading.danger > 50
    assert reading.kinds[0].name == CRASH
    assert any("撞" in word or "货车" in word for word in reading.danger_words)
    assert reader.read("社保怎么交").danger < 50


def test_an_ngram_of_fewer_than_five_callers_is_not_in_the_file() -> None:
    """Nobody who called is to be read off a reader, however often they called."""
    secret = "欧阳震华住翡翠湾十七栋"
    said = [
        *examples(),
        *(Example(f"{secret}，第{n}次来电，被货车撞飞了", True, CRASH, caller="one") for n in range(20)),
    ]
    keys = set(Reader(learn(said)).vocabulary.keys.tolist())
    for length in (2, 3):
        for place in range(len(secret) - length + 1):
            assert key_of(secret[place : place + length]) not in keys
    assert key_of("货车") in keys


def test_a_reader_is_not_learned_from_nothing() -> None:
    with pytest.raises(ValueError, match="来电太少"):
        learn([Example("喂", False)])


def test_a_reader_without_a_head_says_nothing_of_it() -> None:
    reader = Reader(learn([Example(one.text, one.emergency) for one in examples()]))
    assert not reader.header.keys() & HEADS
    assert reader.read("").danger == Reading().danger == 0


@given(st.binary(max_size=200))
def test_what_is_no_reader_is_refused(data: bytes) -> None:
    with pytest.raises(ReaderFileError):
        Reader(data)
    with pytest.raises(ReaderFileError):
        Reader(MAGIC + data)


@given(place=st.integers(0, 10_000), sign=st.integers(1, 255))
def test_a_damaged_reader_is_refused_or_has_another_version(place: int, sign: int) -> None:
    data = bytearray(pack({"a": [1, "二"]}, {"keys": np.arange(50, dtype=np.uint64)}))
    before = unpack(bytes(data)).version
    data[place % len(data)] ^= sign
    with suppress(ReaderFileError):
        read = unpack(bytes(data))
        assert read.version != before or read.header == {"a": [1, "二"]}
        assert read.version != before or read.arrays["keys"].tolist() == list(range(50))


def test_a_reader_larger_than_it_says_is_refused() -> None:
    data = pack({}, {"keys": np.zeros(10, np.uint64)})
    with pytest.raises(ReaderFileError, match="长度不符"):
        unpack(data.replace(b'"shape": [10]', b'"shape": [ 9]'))


@pytest.mark.parametrize("between", ["", " ", "，", "、"])
def test_a_danger_in_a_transcript_without_full_stops_is_found(book: RuleBook, between: str) -> None:
    """R2.6: speech recognition writes no full stops, or nothing at all between clauses."""
    before = "喂你好我想问一下|我们小区的停车位|物业一直说要重新划线|打了好几次电话都没有下文|路灯也有两个不亮"
    after = "还有门口那个垃圾桶|天天满着没有人收|你们能不能催一下物业|我住了十几年了"
    danger = "现在我们对面楼着火了|窗户里冒好大的烟|有人在喊救命|快来人啊"
    calm = "现在我们对面楼在装修|电钻从早响到晚|老人家睡不着觉|想问问能不能管"

    def said(middle: str) -> str:
        return f"{before}|{middle}|{after}".replace("|", between)

    assert book.analyse("", said(danger)).dangers[:1] == (FIRE,)
    assert book.analyse("", said(calm)).dangers == ()


@given(LONG_TEXTS)
def test_passages_cover_the_text_and_overlap(text: str) -> None:
    spans = passages(text)
    assert (spans[0][0], spans[-1][1]) == (0, len(text))
    assert all(other[0] < one[1] for one, other in pairwise(spans))
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(spans))


@pytest.mark.parametrize("mark", ["", "，", " "])
def test_no_passage_of_a_transcript_is_long(mark: str) -> None:
    spans = passages(mark.join(["我想反映一个事情就是说"] * 60))
    assert max(end - start for start, end in spans) <= SHORT_TEXT


def test_passages_score_as_if_each_was_weighed_by_itself(shipped: Reader) -> None:
    text = (
        "楼下着火了，快来人。里面还有老人！楼上的人下不来，烟很大。\n物业的电话打不通；消防通道被车堵住了，怎么办？" * 3
    )
    grams, spans = split(text), passages(text)
    weights = np.arange(len(shipped.vocabulary.keys), dtype=np.float32) % 7 - 3
    parts = [shipped.vocabulary.weigh(grams.within(*span)) for span in spans]
    alone = [float(part.weights @ weights[part.rows]) for part in parts]
    assert shipped.vocabulary.score(grams, spans, weights) == pytest.approx(alone, abs=1e-4)


def test_ten_thousand_characters_of_short_sentences_are_read_on_the_path_of_a_call(shipped: Reader) -> None:
    """A letter of the greatest length that the service takes: what is read of it must not grow with its sentences."""
    text = "".join(f"楼下{place}号的垃圾没有人收了。物业电话打不通怎么办啊。" for place in "一二三四五六七八九十" * 40)[
        :10_000
    ]
    assert best_of(lambda: shipped.read(text)) < 2 * best_of(lambda: sorted(text * 4))


def best_of(call: Callable[[], object]) -> float:
    """Return the least processor time of several calls, in seconds."""
    times = []
    for _ in range(5):
        started = thread_time()
        call()
        times.append(thread_time() - started)
    return min(times)
