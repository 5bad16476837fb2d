"""Settings of the bridge, from HOTLINE_DEPARTMENT_… environment variables."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a department can set."""

    model_config = SettingsConfigDict(env_prefix="HOTLINE_DEPARTMENT_", extra="forbid")

    name: str = Field(min_length=1, description="the department, as the directory names it")
    service: str = Field("127.0.0.1:50051", description="address of the hotline service")
    token_file: Path | None = Field(None, description="file with a token of the role department; read anew each time")
    authority: Path | None = Field(None, description="certificates of whoever vouches for the service, PEM")
    certificate: Path | None = Field(None, description="the department's certificate, PEM, where it is known by one")
    private_key: Path | None = Field(None, description="key of the certificate, PEM")
    folder: Path = Field(Path("var/department"), description="what comes and goes, and how far it got; on a real disk")
    webhook: str = Field("", description="address that is told of everything; empty for files in the folder")
    secret_file: Path | None = Field(None, description="secret of the webhooks, whsec_…, as Standard Webhooks has it")
    listen: str = Field("", description="address for acts that come as webhooks; loopback only; empty for none")
