"""Authentication and authorization of rpcs."""

from collections.abc import Callable, Iterator

import grpc
import structlog
from google.protobuf.message import Message

from hotline_server.api.guards.recorded_use import use_of
from hotline_server.domain.errors import NotAllowedError
from hotline_server.security.access import ACCESS, UNAUTHENTICATED_SERVICES
from hotline_server.security.authentication import Authentication
from hotline_server.security.identity import Identity, current_identity, set_identity
from hotline_server.security.tokens import AuthenticationError
from hotline_server.security.view import View, set_view

_BEARER = "bearer "
_NAMES_IN_CERTIFICATE = ("x509_subject_alternative_name", "x509_common_name")
_log = structlog.get_logger()


Record = Callable[[str, str, tuple[str, ...], str, str], None]


class Gate:
    """Gate that admits the callers the access table allows."""

    def __init__(self, authentication: Authentication, record: Record) -> None:
        """Create a gate.

        Args:
            authentication: means of authentication.
            record: writes an access to the access log.
        """
        self._authentication = authentication
        self._record = record

    def is_open(self, method: str) -> bool:
        """Return whether the rpc needs no authentication."""
        return method.startswith(UNAUTHENTICATED_SERVICES)

    def enter(self, method: str, context: grpc.ServicerContext) -> Identity:
        """Authenticate and authorize the caller of an rpc, and set the current identity and view.

        Returns:
            The caller's identity.

        Raises:
            AuthenticationError: if the caller is not known.
            NotAllowedError: if the caller may not call the rpc.
        """
        try:
            identity = self._identify(context)
        except AuthenticationError as error:
            _log.warning("identity refused", rpc=method, peer=context.peer(), reason=error.reason)
            raise
        access = ACCESS.get(method)
        if access is None or not access.roles & identity.roles:
            _log.warning("access denied", rpc=method, peer=context.peer(), identity=identity.name)
            raise NotAllowedError(method)
        set_identity(identity)
        set_view(View(access.visibility, identity.department, identity.roles, identity.line))
        return identity

    def check(self, identity: Identity) -> None:
        """Check that whoever opened a stream may still use it.

        Raises:
            AuthenticationError: if the token was withdrawn, or the system removed from the list, since.
        """
        if refusal := self._authentication.identity_check.refusal(identity):
            raise refusal

    def record(self, method: str, request: Message, response: Message | None) -> None:
        """Write an access to the access log, if the access table requires it.

        Args:
            method: full name of the rpc.
            request: request of the caller.
            response: response about to be sent; ``None`` when a stream opens.
        """
        if not ACCESS[method].logs_reading:
            return
        use = use_of(request, response)
        rpc = method.removeprefix("/hotline.v1.")
        self._record(current_identity().name, rpc, use.cases, use.about, use.reason)

    def _identify(self, context: grpc.ServicerContext) -> Identity:
        for key, value in context.invocation_metadata():
            if key == "authorization":
                text = value.decode("ascii", "replace") if isinstance(value, bytes) else value
                if text[: len(_BEARER)].lower() != _BEARER:
                    raise AuthenticationError("身份要写成 authorization: Bearer 令牌")
                return self._authentication.tokens.verify(text[len(_BEARER) :])
        systems = self._authentication.systems
        system = systems.find(_names(context)) if systems else None
        if system is None:
            raise AuthenticationError("没有身份：人员用令牌（authorization: Bearer …），系统用登记过的客户端证书")
        return system


def _names(context: grpc.ServicerContext) -> Iterator[str]:
    """Yield the names in the client certificate, if there is one."""
    properties = context.auth_context()
    for kind in _NAMES_IN_CERTIFICATE:
        for name in properties.get(kind, ()):
            yield bytes(name).decode("utf-8", "replace")
