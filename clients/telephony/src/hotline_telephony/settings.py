"""Settings of the bridge, from HOTLINE_TELEPHONY_… environment variables."""

from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What whoever runs the bridge can set."""

    model_config = SettingsConfigDict(env_prefix="HOTLINE_TELEPHONY_", extra="forbid")

    service: str = Field("127.0.0.1:50051", description="address of the hotline service")
    token_file: Path | None = Field(None, description="file with the token of the role telephony; read anew each time")
    authority: Path | None = Field(None, description="certificates of whoever vouches for the service, PEM")
    certificate: Path | None = Field(None, description="the bridge's own certificate, PEM, where it is known by one")
    private_key: Path | None = Field(None, description="key of the certificate, PEM")
    events: Path = Field(Path("var/telephony/events.db"), description="where the switch writes what calls do")
    journal: Path = Field(Path("var/telephony/journal.db"), description="the bridge's own journal; on a real disk")
    switch: str = Field("http://127.0.0.1:5060", description="where the switch takes requests to connect a call onward")
    listen: str = Field("127.0.0.1:8060", description="address for the agents' side; loopback only")
    agents_key_file: Path = Field(
        Path("var/telephony/agents.key"), description="key that the agents' side shows; made if it is not there"
    )
    recording: str = Field(
        "recordings/{day}/{call_id}.wav", description="where the recording of a call lies; day is that of its arrival"
    )
    grace_seconds: float = Field(
        600, ge=0, description="how long after a call its agent may still note it down before it is registered without"
    )
    kept_days: int = Field(30, ge=1, description="days that calls stay in the journal once they are registered")

    @field_validator("recording")
    @classmethod
    def _has_no_other_marks(cls, template: str) -> str:
        try:
            template.format(day="20261124", call_id="1")
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError(f"{template}:只能用 {{day}} 和 {{call_id}}") from error
        return template
