"""Acts that come as webhooks."""

import re
from typing import Any

from flask import Flask, Response, jsonify, request
from hotline_client import HotlineError
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from werkzeug.exceptions import HTTPException

from hotline_department import wording
from hotline_department.acting import Acting
from hotline_department.exchange import Exchange

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
MOST_BYTES = 1_000_000


def receiving_app(exchange: Exchange, acting: Acting, secret: str) -> Flask:
    """The interface as a WSGI application: ``POST /acts``, signed as Standard Webhooks has it.

    200 when the act is done, 422 when it is refused, 202 when the service is away and the act is kept.
    Sent again under the same webhook-id, it is done once, and the answer is what became of it.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    webhook = Webhook(secret)

    @app.post("/acts")
    def act() -> tuple[Response, int]:
        said = request.get_data()
        try:
            webhook.verify(said, dict(request.headers), json_parse=False)
        except (WebhookVerificationError, ValueError):
            return _answer({"error": wording.BAD_SIGNATURE}, 401)
        name = request.headers["webhook-id"]
        if not _ID.fullmatch(name):
            return _answer({"error": wording.BAD_ID}, 400)
        if exchange.result(name) is None:
            exchange.put(name, said.decode())
        try:
            kind, result = acting.act(name, said)
        except HotlineError:
            return _answer({"waiting": True, "error": wording.AWAY}, 202)
        return _answer(result, 200 if kind == "done" else 422)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> tuple[Response, int]:
        return _answer({"error": wording.WRONG_REQUEST.format(most=MOST_BYTES)}, error.code or 500)

    return app


def _answer(body: dict[str, Any], status: int) -> tuple[Response, int]:
    return jsonify(body), status
