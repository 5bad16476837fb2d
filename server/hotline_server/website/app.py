"""Public website: where a matter stands, the knowledge base, and what came of what people asked for (R2.1, R6.2, R8.7).

It is a client of the service with the role of the website alone, and knows neither the database nor any person.
"""

import re
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import TypedDict, TypeVar
from urllib.parse import quote

import grpc
from flask import Flask, Response, abort, make_response, redirect, render_template, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from hotline.v1 import case_pb2
from hotline.v1 import policy_service_pb2 as policy_pb
from hotline.v1 import public_service_pb2 as pb
from hotline_client import Hotline
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as Redirection

from hotline_server.ground.clock import CITY
from hotline_server.ground.hotline import HOTLINE

LOOK_UPS = "20 per minute;200 per hour"
WRONG_CODES, ALL_WRONG_CODES = "10 per hour", "100 per hour"
"""Wrong codes for one number, of 100,000,000: by one address, so that nobody locks callers out, and by all."""
WORDS = "5 per minute;20 per hour"
READING = "120 per minute"
KEPT_SECONDS = 60
QUERY_LIMIT, ANSWERS, RELEASED = 200, 10, 20
Number = TypeVar("Number", bound=int)
_LARGE = "large"
_NAMES = {
    pb.CALLER_ACT_ADD: "补充情况",
    pb.CALLER_ACT_URGE: "催办，请抓紧办理",
    pb.CALLER_ACT_WITHDRAW: "撤诉",
    pb.CALLER_ACT_REVOKE_WITHDRAWAL: "收回撤诉，请继续办理",
    pb.CALLER_ACT_DISPUTE: "还没有解决，请再研究",
}
_VERDICTS = {
    pb.CALLER_VERDICT_SATISFIED: "已解决，满意",
    pb.CALLER_VERDICT_DISSATISFIED: "已解决，不满意",
    pb.CALLER_VERDICT_UNRESOLVED: "没有解决",
}
_DONE = {
    pb.CALLER_ACT_JUDGE: "您的评价已记下",
    pb.CALLER_ACT_ADD: "您补充的情况已转给办理的单位",
    pb.CALLER_ACT_URGE: "已替您催办",
    pb.CALLER_ACT_WITHDRAW: "已为您撤诉",
    pb.CALLER_ACT_REVOKE_WITHDRAWAL: "已为您收回撤诉",
    pb.CALLER_ACT_DISPUTE: "已记下您说的没有解决，值班室会研究怎么办",
}
_CONTACTED = {
    case_pb2.SURVEY_ANSWER_YES: "联系过",
    case_pb2.SURVEY_ANSWER_NO: "没有联系过",
    case_pb2.SURVEY_ANSWER_NOT_GIVEN: "记不清了",
}
_SIZES = ("normal", _LARGE)
_NO_DIGITS = re.compile(r"\D")
_DAY, _LONGEST = 8, 30
"""Digits of the day in a number, and of the longest that anybody writes."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """Matter whose result was released."""

    title: str
    question: str
    result: str
    department: str
    day: str


def create_app(hotline: Hotline, telephone: str, proxies: int, seconds: Callable[[], float] = time.monotonic) -> Flask:
    """Create the WSGI application.

    Args:
        hotline: connection to the service, with the role of the website.
        telephone: number to call instead.
        proxies: reverse proxies in front, whose headers tell where a request comes from.
        seconds: monotonic time.
    """
    app = Flask(__name__)
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://", default_limits=[READING])

    @app.context_processor
    def shared() -> dict[str, object]:
        large = request.cookies.get("size") == _LARGE
        return {"name": HOTLINE, "telephone": telephone, "large": large, "here": request.full_path, "typed": {}}

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.update(_HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    app.add_url_rule("/", "index", lambda: render_template("index.html"))
    app.add_url_rule("/size", "size", _choose_size, methods=["POST"])
    _add_calls(app, hotline, limiter)
    _add_reading(app, hotline, seconds)
    _add_errors(app, hotline)
    return app


def _add_calls(app: Flask, hotline: Hotline, limiter: Limiter) -> None:
    """Add the pages of one caller's matter."""
    wrong_codes = limiter.shared_limit(WRONG_CODES, "codes", key_func=_number_and_address, deduct_when=_was_wrong)
    all_wrong_codes = limiter.shared_limit(ALL_WRONG_CODES, "all codes", key_func=_number, deduct_when=_was_wrong)

    @app.get("/i/<number>/<code>")
    @limiter.limit(LOOK_UPS)
    @wrong_codes
    @all_wrong_codes
    def linked(number: str, code: str) -> str:
        return _call(hotline, number, code)

    @app.post("/call")
    @limiter.limit(LOOK_UPS)
    @wrong_codes
    @all_wrong_codes
    def call() -> str:
        return _call(hotline, request.form.get("number", ""), request.form.get("code", ""))

    @app.post("/say")
    @limiter.limit(WORDS)
    @wrong_codes
    @all_wrong_codes
    def say() -> str:
        form = request.form
        number, code = form.get("number", ""), form.get("code", "")
        said = _said()
        hotline.public.RecordCallerWords(
            pb.RecordCallerWordsRequest(
                number=number, code=code, request_id=form.get("request_id", ""), text=form.get("text", ""), **said
            )
        )
        return _call(hotline, number, code, _DONE.get(said["act"], ""))

    # Nobody guesses a signature, so that wrong ones need no count. Opening a link records nothing: scanners do it too.
    # Many phones share an address of their carrier, so that each link has limits of its own.
    @app.get("/q/<token>")
    @limiter.limit(READING)
    @limiter.limit(LOOK_UPS, key_func=_token)
    def asked(token: str) -> str:
        return _link(hotline, token)

    @app.post("/q/<token>")
    @limiter.limit(READING)
    @limiter.limit(WORDS, key_func=_token)
    def answered(token: str) -> str:
        hotline.public.RecordCallerWords(pb.RecordCallerWordsRequest(link=token, **_said()))
        return _link(hotline, token)


def _add_reading(app: Flask, hotline: Hotline, seconds: Callable[[], float]) -> None:
    """Add the pages that are the same for everybody, which are kept for a while."""

    @lru_cache(maxsize=1000)
    def answers(query: str, _: int) -> Sequence[case_pb2.PolicyAnswer]:
        found = hotline.policies.SearchPolicies(policy_pb.SearchPoliciesRequest(query=query, limit=ANSWERS))
        return tuple(one.policy for one in found.policies)

    @lru_cache(maxsize=200)
    def released(token: str, _: int) -> tuple[Sequence[Matter], str]:
        page = hotline.public.ListReleased(pb.ListReleasedRequest(page_size=RELEASED, page_token=token))
        return tuple(map(_matter, page.matters)), page.next_page_token

    def now() -> int:
        """Return a number that changes when what is kept is read anew."""
        return int(seconds() // KEPT_SECONDS)

    @app.get("/answers")
    def search() -> Response:
        query = request.args.get("q", "").strip()
        found = answers(query, now()) if 0 < len(query) <= QUERY_LIMIT else ()
        return _kept(render_template("answers.html", query=query, limit=QUERY_LIMIT, answers=found))

    @app.get("/released")
    def results() -> Response:
        matters, following = released(request.args.get("page", ""), now())
        return _kept(render_template("released.html", matters=matters, following=following))


def _choose_size() -> Redirection:
    """Remember the size of the letters, and lead back."""
    there = request.form.get("here", "/")
    # Browsers drop tabs and line breaks from addresses, and take what is left for another host.
    local = there.startswith("/") and not there.startswith(("//", "/\\")) and there.isprintable()
    size = request.form.get("size", "")
    answer = redirect(there if local else "/", HTTPStatus.SEE_OTHER)
    answer.set_cookie("size", size if size in _SIZES else "", max_age=365 * 86400, samesite="Strict", httponly=True)
    return answer


def _call(hotline: Hotline, number: str, code: str, done: str = "") -> str:
    found = hotline.public.LookUpCall(pb.LookUpCallRequest(number=number, code=code))
    proof = {"number": number, "code": code}
    return _page(found, "/say", proof, done)


def _link(hotline: Hotline, token: str) -> str:
    found = hotline.public.LookUpCall(pb.LookUpCallRequest(link=token))
    return _page(found, f"/q/{quote(token)}", {}, found.said)


def _page(found: pb.LookUpCallResponse, action: str, proof: Mapping[str, str], done: str) -> str:
    """Return the page of a matter, whose forms are sent to an address with what proves the caller."""
    acts = [(act, _NAMES[act]) for act in found.acts if act in _NAMES]
    return render_template(
        "call.html",
        number=found.number,
        action=action,
        proof=proof.items(),
        standing=found.standing,
        answer=found.answer,
        contacted=_CONTACTED.items(),
        done=done,
        asked=pb.CALLER_ACT_JUDGE in found.acts,
        verdicts=_VERDICTS.items(),
        acts=acts,
        adds=pb.CALLER_ACT_ADD,
        withdraws=pb.CALLER_ACT_WITHDRAW,
        judges=pb.CALLER_ACT_JUDGE,
        request_id=uuid.uuid4().hex,
    )


class _Said(TypedDict):
    """Choices in a form: what the caller does, and what they say of the result."""

    act: pb.CallerAct.ValueType
    verdict: pb.CallerVerdict.ValueType
    contacted: case_pb2.SurveyAnswer.ValueType


def _said() -> _Said:
    form = request.form
    act = _one_of(form.get("act", ""), pb.CallerAct.values(), pb.CALLER_ACT_UNSPECIFIED)
    if act == pb.CALLER_ACT_UNSPECIFIED:
        abort(HTTPStatus.BAD_REQUEST)
    verdict = _one_of(form.get("verdict", ""), pb.CallerVerdict.values(), pb.CALLER_VERDICT_UNSPECIFIED)
    answers, unsaid = case_pb2.SurveyAnswer.values(), case_pb2.SURVEY_ANSWER_UNSPECIFIED
    return {"act": act, "verdict": verdict, "contacted": _one_of(form.get("contacted", ""), answers, unsaid)}


def _one_of(written: str, values: Sequence[Number], none: Number) -> Number:
    """Return the number of an enum that a form holds; ``none`` for anything else."""
    return next((value for value in values if written == str(value)), none)


def _number() -> str:
    """Return the number that a request asks for, by which its wrong codes are limited, however it is written."""
    given = request.form.get("number") or (request.view_args or {}).get("number", "")
    digits = _NO_DIGITS.sub("", given)
    # Digits of any width and script, with and without zeros and dash, are the same number.
    return f"number {int(digits[:_DAY] or 0)}-{int(digits[_DAY:_LONGEST] or 0)}"


def _number_and_address() -> str:
    return f"{_number()} from {get_remote_address()}"


def _token() -> str:
    """Return the link that a request opens."""
    return f"link {(request.view_args or {}).get('token', '')}"


def _was_wrong(response: Response) -> bool:
    return response.status_code == HTTPStatus.NOT_FOUND


def _kept(page: str) -> Response:
    response = make_response(page)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response.headers["Vary"] = "Cookie"
    return response


def _matter(one: pb.ReleasedMatter) -> Matter:
    day = f"{one.released_at.ToDatetime(CITY):%Y-%m-%d}"
    return Matter(one.title, one.question, one.result, one.department, day)


def _add_errors(app: Flask, hotline: Hotline) -> None:
    told = {
        grpc.StatusCode.NOT_FOUND: HTTPStatus.NOT_FOUND,
        grpc.StatusCode.INVALID_ARGUMENT: HTTPStatus.BAD_REQUEST,
        grpc.StatusCode.FAILED_PRECONDITION: HTTPStatus.CONFLICT,
    }

    def answered(status: HTTPStatus, reason: str) -> tuple[str, int]:
        """Return a page with the reason, and with what was typed, so that nobody types it again."""
        typed = {**(request.view_args or {}), **request.form}
        return render_template("error.html", reason=reason, failed=request.endpoint, typed=typed), status

    @app.errorhandler(grpc.RpcError)
    def refused(error: grpc.RpcError) -> tuple[str, int]:
        refusal = hotline.refusal(error)
        status = told.get(refusal.code)
        if status is None:
            app.logger.error("service did not answer: %s", refusal)
            return answered(HTTPStatus.SERVICE_UNAVAILABLE, "现在查不了，请过一会儿再试")
        reasons = "；".join(refusal.violations.values()) or refusal.reason
        return answered(status, reasons)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> tuple[str, int]:
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        reasons = {
            HTTPStatus.TOO_MANY_REQUESTS: "查得太频繁，请过一会儿再试，急的请打电话",
            HTTPStatus.BAD_REQUEST: "没有选要办的事，请查到以后再选",
            HTTPStatus.NOT_FOUND: "没有这个网页",
        }
        return answered(status, reasons.get(status, "请从首页再打开一次"))
