"""Bridge settings, read from HOTLINE_DEPARTMENT_… environment variables."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Bridge settings."""

    model_config = SettingsConfigDict(env_prefix="HOTLINE_DEPARTMENT_", extra="forbid")

    name: str = Field(min_length=1, description="department name as in the hotline's directory")
    service: str = Field("127.0.0.1:50051", description="address of the hotline service")
    token_file: Path | None = Field(
        None, description="file holding a token of the department role; reread for every call"
    )
    authority: Path | None = Field(
        None, description="CA certificates that the service's certificate must chain to, PEM"
    )
    certificate: Path | None = Field(None, description="client certificate for mutual TLS, PEM")
    private_key: Path | None = Field(None, description="private key of the client certificate, PEM")
    folder: Path = Field(Path("var/department"), description="exchange folder; needs durable storage")
    webhook: str = Field(
        "", description="URLs to post events to, separated by spaces; empty to write files to the folder instead"
    )
    secret_file: Path | None = Field(None, description="file holding the Standard Webhooks secret, whsec_…")
    listen: str = Field("", description="listen address of the webhook endpoint; loopback only; empty for none")

    @property
    def receivers(self) -> list[str]:
        """URLs to post events to."""
        return self.webhook.split()
