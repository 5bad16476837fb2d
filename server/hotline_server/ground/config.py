"""Server settings, read from HOTLINE_… environment variables or a .env file."""

import os
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from hotline_server.ground.addresses import check_address
from hotline_server.ground.environment import LISTEN, PREFIX, read_file
from hotline_server.ground.folders import DEVELOPMENT, bundled

NULL = "null"


def _gateway(given: str) -> str:
    if given in ("", "stream"):
        return given
    try:
        return check_address(given)
    except ValueError as error:
        raise ValueError(f"HOTLINE_MESSAGES 要写消息网关的网址，或者 stream：{error}") from None


class Settings(BaseModel):
    """Server settings."""

    model_config = ConfigDict(extra="forbid")

    listen: str = Field(LISTEN, description="address and port to serve on")
    database: str = Field("sqlite:///var/hotline.db", description="database URL")
    simulation_database: str = Field(
        "", description="URL of a replica or copy that simulations read past calls from; empty for the database itself"
    )
    rules: Path = Field(bundled("rules"), description="folder of the rule book")
    reader: Path = Field(
        bundled("rules") / "shipped.reader", description="learned reader with which a new database is filled"
    )
    learning_calls: Path = Field(
        bundled("sample") / "calls", description="folder of labelled calls, CSV, that every reader is learned from"
    )
    learning_days: int = Field(
        0, ge=0, description="days after which a reader is learned anew from closed cases, at night; 0 for never"
    )
    directory: Path = Field(
        bundled("sample") / "directory.yaml",
        description="file with which an empty directory is filled",
    )
    places: Path | None = Field(
        None, description="places to import with the directory, CSV; by default places.csv next to it, if there is one"
    )
    area_code: str = Field(
        "0731", pattern=r"^0\d{2,3}$", description="area code of the city, for phone numbers written without one"
    )
    certificate: Path | None = Field(None, description="server certificate, PEM; without it, loopback only")
    private_key: Path | None = Field(None, description="private key of the certificate, PEM")
    listen_systems: str = Field(
        "", description="address and port for systems with a client certificate; empty for none"
    )
    client_authority: Path | None = Field(None, description="CA certificates for verifying systems, PEM")
    token_keys: str = Field(
        "", description="public keys of the token issuer: a JWKS file or https URL; empty for development"
    )
    token_issuer: str = Field("", description="required claim iss of tokens")
    token_audience: str = Field("hotline", description="required claim aud of tokens")
    token_roles_claims: str = Field(
        "roles realm_access.roles",
        description="claims that list roles, separated by blanks, dots for claims within others; all of them count",
    )
    token_name_claim: str = Field("name", description="claim with the name of a person")
    token_department_claim: str = Field("department", description="claim with the unit that a person acts for")
    systems: Path | None = Field(None, description="file of the systems that may connect with a certificate")
    development: Path = Field(
        DEVELOPMENT, description="folder of the development CA, used on loopback without token_keys"
    )
    encryption_keys: str = Field(
        "", description="keys for encrypting callers: a file, or command: and a command; empty for development"
    )
    signing_keys: str = Field(
        "", description="keys for signing the heads of the record, a file; empty for development, or for none"
    )
    heads: Path | None = Field(
        None,
        description="file of the signed heads of the record, out of the reach of database administrators; "
        "by default heads.jsonl in HOTLINE_FILES",
    )
    heads_command: str = Field(
        "",
        description="command that receives each signed head on its standard input, for a second place; empty for none",
    )
    verify_at: time | None = Field(
        time(3, 0), description="when the record is verified every night, in the city; null for never"
    )
    retention_days: int = Field(1095, ge=1, description="days until callers' data is erased after archiving")
    access_log_days: int = Field(1095, ge=183, description="days until entries of the access log are deleted")
    processes: int = Field(1, ge=1, le=64, description="server processes on the address, ideally one per core")
    supervised: str = Field("", description="set by the parent process when there are several")
    queue: int = Field(256, ge=1, description="in-flight requests beyond which ordinary ones are refused")
    person_rate: float = Field(50, ge=0, description="requests per second by one person; 0 for unlimited")
    system_rate: float = Field(5000, ge=0, description="requests per second by one system; 0 for unlimited")
    streams: int = Field(8, ge=1, description="concurrent call streams, each of which occupies two threads")
    metrics: str = Field("", description="address for /metrics, /livez and /readyz; empty for none")
    traces: str = Field("", description="URL of an OpenTelemetry collector, as http://host:4317; empty for none")
    workers: int = Field(32, ge=1, le=512, description="requests handled concurrently")
    round_seconds: float = Field(1.0, gt=0, description="pause between the rounds of the watchman, in seconds")
    watches: int = Field(1000, ge=1, description="concurrent watch streams")
    files: Path = Field(
        Path("var/files"), description="folder of attachments and archived cases; the same for all servers"
    )
    virus_scanner: str = Field(
        "",
        pattern=r"^(|tcp://[^/]+:\d+|unix:/.+)$",
        description="clamd that scans attachments, as tcp://host:port or unix:/path; empty for none",
    )
    messages: Annotated[str, AfterValidator(_gateway)] = Field(
        "",
        description="URL of the gateway that messages are posted to, https or on loopback; stream if a system of the "
        "city takes them; empty for none",
    )
    messages_secret: Path | None = Field(
        None, description="file of the secret that requests to the gateway are signed with; required with its URL"
    )
    messages_groups: Path | None = Field(
        None, description="file of the group chats of offices and posts, by name, with the webhooks of their robots"
    )
    messages_mail: Path | None = Field(
        None, description="file of the mailboxes of offices and posts, by name, with the mail server"
    )
    messages_days: int = Field(90, ge=1, description="days until messages are deleted")
    daily_report_at: time | None = Field(
        time(7, 30), description="when the overview of the day before is made, in the city; null for never"
    )

    @property
    def streams_messages(self) -> bool:
        """True if a system takes messages from the service, instead of a gateway that they are posted to."""
        return self.messages == "stream"

    @property
    def heads_file(self) -> Path:
        """File of the signed heads of the record."""
        return self.heads or self.files / "heads.jsonl"

    @property
    def first_places(self) -> Path | None:
        """File of the places to import with the directory, if any."""
        beside = self.directory.with_name("places.csv")
        return self.places or (beside if beside.is_file() else None)

    @model_validator(mode="after")
    def _check_messages(self) -> Self:
        if self.streams_messages and (self.messages_groups or self.messages_mail):
            raise ValueError(
                "HOTLINE_MESSAGES=stream 时，群里的消息和邮件也由取消息的系统发，"
                "不能设 HOTLINE_MESSAGES_GROUPS、HOTLINE_MESSAGES_MAIL"
            )
        if self.messages and not self.streams_messages and self.messages_secret is None:
            raise ValueError("HOTLINE_MESSAGES 设了网关的地址，也要设 HOTLINE_MESSAGES_SECRET")
        return self

    @model_validator(mode="before")
    @classmethod
    def _add_variables(cls, given: Mapping[str, object]) -> dict[str, object]:
        """Add settings from the environment, then from ``.env``, in which unknown variables are errors."""
        known = {PREFIX + name.upper() for name in cls.model_fields}
        variables = read_file() | {name: value for name, value in os.environ.items() if name in known}
        settings = {name.removeprefix(PREFIX).lower(): value for name, value in variables.items()}
        return {name: None if value == NULL else value for name, value in settings.items()} | dict(given)
