"""Public website over the real service: nobody learns what is not theirs, everybody can use it (R2.1, R6.2, R8.7)."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hotline.v1 import announcement_service_pb2 as announcement_pb
from hotline.v1 import case_pb2
from hotline_client import Hotline
from hotline_server import website
from hotline_server.domain.messages.links import ANSWER_TIME, Link, LinkPurpose
from hotline_server.domain.numbering import parse_number
from hotline_server.security.identity import AccessRole
from hotline_server.website.app import KEPT_SECONDS, create_app
from werkzeug.test import TestResponse

from tests.hotline import AUTHORITY, connect
from tests.integration.test_public_service import code_of
from tests.office import Office, answer


class Elapsed:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def elapsed() -> Elapsed:
    return Elapsed()


@pytest.fixture
def site(office: Office) -> Iterator[Hotline]:
    with connect(office.server.address, AUTHORITY.token("政务网站", [AccessRole.PUBLIC_SITE])) as site:
        yield site


@pytest.fixture
def browser(site: Hotline, elapsed: Elapsed) -> FlaskClient:
    return create_app(site, "12345", 0, elapsed).test_client()


def hidden(page: str, act: int) -> dict[str, str]:
    """Return what the form of an act sends besides what a person writes."""
    forms = [form for form in page.split("<form") if f'name="act" value="{act}"' in form]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', forms[0]))


def test_a_caller_looks_up_urges_and_adds(browser: FlaskClient, office: Office) -> None:
    number = office.call()
    page = browser.post("/call", data={"number": number, "code": code_of(office, number)}).text
    assert "已交交通运输局办理" in page
    form = hidden(page, 3)
    for _ in range(2):
        assert "已替您催办" in browser.post("/say", data=form).text
    assert office.acts(number).count("URGE") == 1, "a second click urges no second time"
    assert "已转给办理的单位" in browser.post("/say", data={**hidden(page, 2), "text": "车牌云A12345"}).text
    assert office.acts(number)[-1] == "SUPPLEMENT"


def test_a_link_in_a_message_leads_to_the_question_about_the_result(browser: FlaskClient, office: Office) -> None:
    number = office.call()
    office.resolve(number)
    office.answer(number)
    page = browser.get(f"/i/{number}/{code_of(office, number)}").text
    assert "您对办理结果怎么看" in page
    answer = browser.post("/say", data={**hidden(page, 1), "verdict": "1"}).text
    assert "您的评价已记下" in answer
    assert "您对办理结果怎么看" not in answer
    assert office.case(number).callers[0].callback == case_pb2.CALLBACK_STATE_ASKED


def test_a_wrong_code_tells_nothing_and_is_tried_ten_times_at_most(browser: FlaskClient, office: Office) -> None:
    number = office.call()
    wrong = browser.post("/call", data={"number": number, "code": "00000000"})
    absent = browser.post("/call", data={"number": "20261123-999999", "code": "00000000"})
    assert (wrong.status_code, absent.status_code) == (404, 404)
    assert wrong.text.replace(number, "20261123-999999") == absent.text, "and not which of both is wrong"
    assert f'value="{number}"' in wrong.text
    for _ in range(9):
        browser.get(f"/i/{number}/11111111")
    guessed = browser.post("/call", data={"number": number, "code": code_of(office, number)})
    assert guessed.status_code == 429
    assert "查得太频繁" in guessed.text
    other = office.call("路灯不亮", phone="13900139000")
    assert browser.post("/call", data={"number": other, "code": code_of(office, other)}).status_code == 200


def test_every_spelling_of_a_number_counts_as_one_and_who_guesses_locks_nobody_else_out(
    browser: FlaskClient, office: Office
) -> None:
    number = office.call()
    day, place = number.split("-")
    spellings = [
        number,
        f"{day}-{int(place)}",
        f"{day}-0{int(place)}",
        f"２{number[1:]}",
        f" {number}",
        f"{day}－{place}",
    ]
    for spelling in (*spellings, *spellings[:4]):
        assert browser.post("/call", data={"number": spelling, "code": "00000000"}).status_code == 404
    assert browser.post("/call", data={"number": spellings[1], "code": "00000000"}).status_code == 429
    right = {"number": number, "code": code_of(office, number)}
    elsewhere = browser.post("/call", data=right, environ_overrides={"REMOTE_ADDR": "10.0.0.9"})
    assert elsewhere.status_code == 200


def test_guesses_from_many_addresses_end_as_well(browser: FlaskClient, office: Office) -> None:
    number = office.call()
    statuses = [
        browser.post(
            "/call", data={"number": number, "code": "0"}, environ_overrides={"REMOTE_ADDR": f"10.0.0.{host}"}
        ).status_code
        for host in range(11)
        for _ in range(10)
    ]
    assert statuses == [404] * 100 + [429] * 10


def test_a_caller_reads_the_answer_and_says_later_that_it_is_not_resolved(browser: FlaskClient, office: Office) -> None:
    number = office.call()
    found = {"number": number, "code": code_of(office, number)}
    office.resolve(number)
    assert "给您的答复" not in browser.post("/call", data=found).text
    office.answer(number, answer("已退还张三车费，司机13900139000已被处罚"))
    page = browser.post("/call", data=found).text
    assert "已退还〔已隐去〕车费，司机〔已隐去〕已被处罚" in page
    said = browser.post("/say", data={**hidden(page, 1), "verdict": "1", "contacted": "2"}).text
    details = office.case(number).log[-1].details
    assert (details["responded"], details["resolved"]) == ("否", "是")
    dispute = hidden(said, 6)
    office.clock.advance(days=16)
    late = browser.post("/say", data=dispute)
    assert (late.status_code, "已经过了可以提出没有解决、不满意的时间" in late.text) == (409, True)
    assert "还没有解决，请再研究" not in browser.post("/call", data=found).text
    office.clock.advance(days=-1)
    assert "已记下您说的没有解决" in browser.post("/say", data=hidden(said, 6)).text
    assert office.case(number).state == case_pb2.CASE_STATE_CALLBACK_REVIEW


def test_a_protected_caller_sees_neither_matter_nor_office_nor_answer(browser: FlaskClient, office: Office) -> None:
    """R8.3: others may read the SMS with the number and the code."""
    number = office.call("举报出租车公司偷逃税款", request_type=4)
    found = {"number": number, "code": code_of(office, number)}
    page = browser.post("/call", data=found).text
    assert "的来电正在办理。为了保密，详细情况请打电话询问。" in page
    offices = [one.department for one in office.case(number).assignments]
    assert offices
    assert not [told for told in (*offices, "税", "出租车") if told in page]


def test_one_address_asks_so_often_a_minute_at_most(browser: FlaskClient, office: Office) -> None:
    """R2.1: looking up and opening links, saying something, and reading are limited apart."""
    number = office.call()
    data = {"number": number, "code": code_of(office, number)}
    asked: list[tuple[int, int, Callable[[], TestResponse]]] = [
        (20, 200, lambda: browser.post("/call", data=data)),
        (20, 404, lambda: browser.get("/q/none")),
        (5, 404, lambda: browser.post("/q/none", data={"act": "3"})),
        (5, 400, lambda: browser.post("/say", data=data)),
        (120, 200, lambda: browser.get("/released")),
    ]
    for limit, expected, ask in asked:
        assert [ask().status_code for _ in range(limit + 1)] == [expected] * limit + [429]
    other = browser.post("/q/other", data={"act": "3"})
    assert other.status_code == 404, "many phones share an address, and each has a link of its own"


def test_what_a_form_lacks_is_told_and_changes_nothing(browser: FlaskClient, office: Office) -> None:
    number = office.call()
    page = browser.post("/call", data={"number": number, "code": code_of(office, number)}).text
    refused = browser.post("/say", data={**hidden(page, 2), "text": " "})
    assert (refused.status_code, "1 到 500 个字" in refused.text) == (400, True)
    withdrawn = hidden(page, 4)
    assert "已为您撤诉" in browser.post("/say", data=withdrawn).text
    late = browser.post("/say", data=hidden(page, 3))
    assert late.status_code == 409
    assert browser.post("/say").status_code == 400


def test_nothing_that_was_typed_is_lost_whatever_goes_wrong(browser: FlaskClient, office: Office) -> None:
    """R8.8: too long, not taken any more, or the service away: it is shown again, to be sent under the same id."""
    number = office.call()
    page = browser.post("/call", data={"number": number, "code": code_of(office, number)}).text
    form, said = hidden(page, 2), "车牌云A12345，" * 60
    too_long = browser.post("/say", data={**form, "text": said})
    assert (too_long.status_code, said in too_long.text, "1 到 500 个字" in too_long.text) == (400, True, True)
    again = hidden(too_long.text, 2)
    assert again.items() >= form.items()
    assert "已为您撤诉" in browser.post("/say", data=hidden(page, 4)).text
    late = browser.post("/say", data={**again, "text": said[:400]})
    assert (late.status_code, said[:400] in late.text) == (409, True)
    office.server.stop(0)
    away = browser.post("/say", data={**again, "text": "<b>别忘了</b>"})
    assert (away.status_code, "&lt;b&gt;别忘了&lt;/b&gt;" in away.text) == (503, True)
    assert Form(away.text).fields == ["text"]
    assert f'value="{number}"' in browser.post("/call", data={"number": number, "code": "1"}).text


def test_policies_are_found_and_released_results_listed(browser: FlaskClient, office: Office, elapsed: Elapsed) -> None:
    found = browser.get("/answers?q=新生儿怎样上户口")
    assert "户口" in found.text
    assert found.headers["Cache-Control"] == f"public, max-age={KEPT_SECONDS}"
    assert "没有找到" in browser.get("/answers?q=qqqq").text
    assert "200 个字以内" in browser.get(f"/answers?q={'长' * 201}").text
    assert "还没有公布的事项" in browser.get("/released").text
    number = office.call()
    office.resolve(number)
    announcements = office.hotline.announcements
    draft = announcements.DraftAnnouncement(
        announcement_pb.DraftAnnouncementRequest(number=number, actor="李值班")
    ).announcement
    announcements.ReleaseAnnouncement(
        announcement_pb.ReleaseAnnouncementRequest(
            id=draft.id, etag=draft.etag, actor="李值班", confirmed=draft.suspicious_words
        )
    )
    assert draft.title not in browser.get("/released").text, "pages are kept for a while"
    elapsed.seconds += KEPT_SECONDS
    assert draft.title in browser.get("/released").text
    assert browser.get("/released?page=不是").status_code == 400


def test_a_service_that_does_not_answer_is_told_and_hides_nothing_else(office: Office, browser: FlaskClient) -> None:
    office.server.stop(0)
    answer = browser.get("/answers?q=户口")
    assert answer.status_code == 503
    assert "请过一会儿再试" in answer.text
    assert "12345" in answer.text


class Form(HTMLParser):
    """Reads what whoever cannot see or point needs of a page: labels, headings, and what the keyboard reaches."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[str] = []
        self.labels: set[str] = set()
        self.ids: set[str] = set()
        self.named: set[str] = set()
        self.reached: list[tuple[str, str]] = []
        self.scripted: list[str] = []
        self.headings = self.unlabelled_choices = 0
        self._labels = self._legends = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        kind = named.get("type", "")
        if tag in ("input", "textarea") and kind not in ("hidden", "radio"):
            self.fields.append(named["id"])
        if tag in ("a", "button", "input", "textarea", "summary") and kind != "hidden":
            self.reached.append((tag, named.get("href", "")))
        self.labels |= {named["for"]} if named.get("for") else set()
        self.ids |= {named["id"]} if named.get("id") else set()
        self.named |= {*named.get("aria-describedby", "").split(), *self.labels}
        self.scripted += [
            name for name in named if name.startswith("on") or (name, named[name] > "0") == ("tabindex", True)
        ]
        self.headings += tag == "h1"
        self._labels += tag == "label"
        self._legends += tag == "legend"
        self.unlabelled_choices += kind == "radio" and not (self._labels and self._legends)

    def handle_endtag(self, tag: str) -> None:
        self._labels -= tag == "label"
        self._legends -= tag == "fieldset"


def test_every_page_can_be_used_without_sight_by_keyboard_and_in_large_letters(
    browser: FlaskClient, office: Office
) -> None:
    number = office.call()
    office.resolve(number)
    office.answer(number)
    callers = office.server.service.desk.public_reading.callers
    link = Link(parse_number(number), LinkPurpose.JUDGE, 1, office.clock() + ANSWER_TIME)
    opened = f"/q/{link.token(callers.signatures(link.signed_text(number))[0])}"
    asking = f"/i/{number}/{code_of(office, number)}"
    pages = [browser.get(path).text for path in ("/", "/answers?q=户口", "/released", "/没有", asking, opened)]
    assert all("您对办理结果怎么看" in page for page in pages[-2:])
    assert [page.count('aria-current="page"') for page in pages] == [1, 1, 1, 0, 0, 0], "a section says that it is open"
    for page in pages:
        form = Form(page)
        assert set(form.fields) <= form.labels, "every field has a label"
        assert form.named <= form.ids, "labels and hints belong to something on the page"
        assert form.unlabelled_choices == 0, "every choice has a label, and a legend that says of what"
        assert form.headings == 1
        assert (form.reached[0], "main" in form.ids) == (("a", "#main"), True), "a keyboard skips to the text first"
        assert form.scripted == [], "nothing needs a mouse, and the keyboard goes through the page in its order"
        assert '<html lang="zh-CN">' in page
        assert "<script" not in page
    answer = browser.post("/size", data={"size": "large", "here": "/answers?q=户口"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/answers?q=%E6%88%B7%E5%8F%A3")
    assert 'class="large"' in browser.get("/").text
    for elsewhere in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
    ):
        assert browser.post("/size", data={"here": elsewhere}).headers["Location"] == "/"


def test_pages_are_kept_out_of_frames_logs_and_caches(browser: FlaskClient, office: Office) -> None:
    number = office.call()
    headers = browser.get(f"/i/{number}/{code_of(office, number)}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    shown = browser.post("/call", data={"number": "<script>alert(1)</script>", "code": "1"})
    assert "<script>" not in shown.text


STYLE = (Path(website.__file__).parent / "static" / "style.css").read_text("utf-8")


def test_contrast_is_enough_for_weak_eyes() -> None:
    """Letters have a contrast of 7 to what is behind them (WCAG 2.2, AAA), frames and the ring of focus one of 3."""
    letters = [
        (own[1], behind[1] if behind else "#fff")
        for rule in re.findall(r"{([^}]*)}", STYLE)
        if (own := re.search(r"(?<![-\w])color: (#\w+)", rule))
        for behind in [re.search(r"background: (#\w+)", rule)]
    ]
    assert len(letters) >= 6
    assert [pair for pair in letters if contrast(*pair) < 7] == []
    frames = re.findall(r"(?:border|outline): [^;]*(#\w+)", STYLE)
    assert len(frames) >= 4
    assert [frame for frame in frames if contrast(frame, "#fff") < 3] == []


def test_letters_grow_as_their_reader_wants_them() -> None:
    """Sizes follow that of the browser, large print is half as large again, and the ring of focus is never hidden."""
    normal, large = (float(size) for size in re.findall(r"html(?:\.large)? { font-size: ([\d.]+)%", STYLE))
    assert large / normal >= 1.5
    assert re.findall(r"(?:font|font-size|line-height|width): [^;]*\dpx", STYLE) == []
    assert ":focus-visible { outline: 3px solid" in STYLE
    assert re.findall(r"([^{}\n]*){[^}]*outline: none", STYLE) == ["main "], "which is reached by the skip link alone"


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
