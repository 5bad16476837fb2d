"""Webhook endpoint for acts."""

import re
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, jsonify, request
from hotline_client import HotlineError
from hotline_client.system_errors import reason_of
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from werkzeug.exceptions import HTTPException

from hotline_department import wording
from hotline_department.act_runner import ActRunner, IdReusedError, by_key
from hotline_department.acts import ActError
from hotline_department.callers import Callers
from hotline_department.exchange import MAX_BYTES

_log = structlog.get_logger()
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class _RefusedError(Exception):
    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def create_app(act_runner: ActRunner, callers: Callers, secret: str) -> Flask:
    """Build the endpoint as a WSGI application, whose requests are signed according to Standard Webhooks.

    ``POST /acts`` responds 200 if the act was performed, 422 if it was refused, and 202 if the service is unavailable
    and the act was stored. A repeated webhook-id gets the first result of an act performed, and another try of one
    refused; with another body it gets 409. ``POST /callers`` shows the caller of a case and stores nothing.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BYTES
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    webhook = Webhook(secret)
    app.add_url_rule("/acts", "acts", view_func=lambda: _perform(act_runner, _verified(webhook)), methods=["POST"])
    app.add_url_rule("/callers", "callers", view_func=lambda: _reveal(callers, _verified(webhook)), methods=["POST"])

    @app.errorhandler(_RefusedError)
    def handle_refusal(error: _RefusedError) -> tuple[Response, int]:
        return _answer({"error": str(error)}, error.status)

    @app.errorhandler(HTTPException)
    def handle_http_error(error: HTTPException) -> tuple[Response, int]:
        status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        failed = status >= HTTPStatus.INTERNAL_SERVER_ERROR
        said = wording.UNUSABLE if failed else wording.INVALID_REQUEST.format(limit=MAX_BYTES)
        return _answer({"error": said}, status)

    @app.errorhandler(OSError)
    def handle_unstored(error: OSError) -> tuple[Response, int]:
        _log.exception("act not stored")
        return _answer({"error": wording.NOT_STORED.format(reason=reason_of(error))}, HTTPStatus.SERVICE_UNAVAILABLE)

    return app


def _verified(webhook: Webhook) -> bytes:
    content = request.get_data()
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise _RefusedError(wording.NOT_UTF8, HTTPStatus.BAD_REQUEST) from None
    try:
        webhook.verify(text, dict(request.headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        raise _RefusedError(wording.BAD_SIGNATURE, HTTPStatus.UNAUTHORIZED) from None
    return content


def _perform(act_runner: ActRunner, content: bytes) -> tuple[Response, int]:
    name = request.headers["webhook-id"]
    if not _ID.fullmatch(name):
        raise _RefusedError(wording.BAD_ID, HTTPStatus.BAD_REQUEST)
    try:
        outcome, result = act_runner.submit(name, content)
    except IdReusedError:
        raise _RefusedError(wording.ID_REUSED, HTTPStatus.CONFLICT) from None
    except HotlineError:
        return _answer({"waiting": True, "error": wording.SERVICE_UNAVAILABLE}, HTTPStatus.ACCEPTED)
    return _answer(result, HTTPStatus.OK if outcome == "done" else HTTPStatus.UNPROCESSABLE_ENTITY)


def _reveal(callers: Callers, content: bytes) -> tuple[Response, int]:
    try:
        return _answer(callers.reveal_json(content), HTTPStatus.OK)
    except ActError as error:
        return _answer({"error": str(error), "fields": error.fields}, HTTPStatus.UNPROCESSABLE_ENTITY)
    except HotlineError as error:
        status = HTTPStatus.SERVICE_UNAVAILABLE if error.fault else HTTPStatus.UNPROCESSABLE_ENTITY
        return _answer({"error": error.reason, "fields": by_key(error.violations)}, status)


def _answer(body: dict[str, Any], status: int) -> tuple[Response, int]:
    return jsonify(body), status
