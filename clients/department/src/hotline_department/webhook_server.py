"""Webhook endpoint for acts."""

import re
from typing import Any

from flask import Flask, Response, jsonify, request
from hotline_client import HotlineError
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from werkzeug.exceptions import HTTPException

from hotline_department import wording
from hotline_department.act_runner import ActRunner
from hotline_department.exchange import Exchange

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
MAX_BYTES = 1_000_000


def create_app(exchange: Exchange, act_runner: ActRunner, secret: str) -> Flask:
    """Build the endpoint as a WSGI application: ``POST /acts``, signed according to Standard Webhooks.

    It responds 200 if the act was performed, 422 if it was refused, and 202 if the service is unavailable and the
    act was stored. A repeated webhook-id gets the first result; the act is performed once.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BYTES
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    webhook = Webhook(secret)

    @app.post("/acts")
    def act() -> tuple[Response, int]:
        content = request.get_data()
        try:
            webhook.verify(content, dict(request.headers), json_parse=False)
        except (WebhookVerificationError, ValueError):
            return _answer({"error": wording.BAD_SIGNATURE}, 401)
        name = request.headers["webhook-id"]
        if not _ID.fullmatch(name):
            return _answer({"error": wording.BAD_ID}, 400)
        if exchange.result(name) is None:
            exchange.add_act(name, content.decode())
        try:
            outcome, result = act_runner.run(name, content)
        except HotlineError:
            return _answer({"waiting": True, "error": wording.SERVICE_UNAVAILABLE}, 202)
        return _answer(result, 200 if outcome == "done" else 422)

    @app.errorhandler(HTTPException)
    def handle_http_error(error: HTTPException) -> tuple[Response, int]:
        return _answer({"error": wording.INVALID_REQUEST.format(limit=MAX_BYTES)}, error.code or 500)

    return app


def _answer(body: dict[str, Any], status: int) -> tuple[Response, int]:
    return jsonify(body), status
