"""Bridge settings, read from HOTLINE_TELEPHONY_… environment variables."""

from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Bridge settings."""

    model_config = SettingsConfigDict(env_prefix="HOTLINE_TELEPHONY_", extra="forbid")

    service: str = Field("127.0.0.1:50051", description="address of the hotline service")
    token_file: Path | None = Field(
        None, description="file holding a token of the telephony role; reread for every call"
    )
    authority: Path | None = Field(
        None, description="CA certificates that the service's certificate must chain to, PEM"
    )
    certificate: Path | None = Field(None, description="client certificate for mutual TLS, PEM")
    private_key: Path | None = Field(None, description="private key of the client certificate, PEM")
    events: Path = Field(Path("var/telephony/events.db"), description="event table written by the switch")
    phones: Path = Field(
        Path("var/telephony/phones.db"), description="registration table written by the switch; survives its restart"
    )
    phones_schema: Path = Field(
        Path("/usr/share/kamailio/db_sqlite"), description="folder of the SQL scripts installed with Kamailio"
    )
    journal: Path = Field(Path("var/telephony/journal.db"), description="the bridge's journal; needs durable storage")
    switch: str = Field("http://127.0.0.1:5060", description="URL at which the switch accepts transfer requests")
    listen: str = Field("127.0.0.1:8060", description="listen address of the agents' interface; loopback only")
    agents_key_file: Path = Field(
        Path("var/telephony/agents.key"), description="key of the agents' interface; generated if missing"
    )
    recording: str = Field(
        "recordings/{day}/{call_id}.wav", description="template of a recording's location; day is the day of arrival"
    )
    grace_seconds: float = Field(
        600, ge=0, description="seconds after a call ends before it is registered without an agent's note"
    )
    kept_days: int = Field(30, ge=1, description="days that registered calls are retained")

    @field_validator("recording")
    @classmethod
    def _check_placeholders(cls, template: str) -> str:
        try:
            template.format(day="20261124", call_id="1")
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError(f"{template}：只能用 {{day}} 和 {{call_id}}") from error
        return template
