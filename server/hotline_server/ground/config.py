"""Settings of the server, from HOTLINE_… environment variables or a .env file."""

from datetime import time
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).parents[3]
_PACKAGE = Path(__file__).parents[1]


def carried(folder: str) -> Path:
    """Return the package's copy of a folder where a wheel was installed; that of the checkout elsewhere."""
    in_package = _PACKAGE / folder
    return in_package if in_package.is_dir() else PROJECT / folder


class Settings(BaseSettings):
    """What an operator of the service can set."""

    model_config = SettingsConfigDict(env_prefix="HOTLINE_", env_file=".env", env_parse_none_str="null", extra="forbid")

    listen: str = Field("127.0.0.1:50051", description="address and port to serve on")
    database: str = Field("sqlite:///var/hotline.db", description="database URL")
    rules: Path = Field(carried("rules"), description="folder of the rule book")
    directory: Path = Field(
        carried("sample") / "directory.yaml",
        description="departments and districts to fill an empty directory with",
    )
    certificate: Path | None = Field(None, description="the server's certificate, PEM; without it, loopback only")
    private_key: Path | None = Field(None, description="key of the certificate, PEM")
    listen_systems: str = Field("", description="address and port for systems that show a certificate; empty for none")
    client_authority: Path | None = Field(None, description="certificates of whoever issues those of systems, PEM")
    token_keys: str = Field(
        "", description="public keys of whoever issues tokens: a JWKS file or https address; empty for development"
    )
    token_issuer: str = Field("", description="who issues tokens, as their claim iss says")
    token_audience: str = Field("hotline", description="what tokens must be for, as their claim aud says")
    systems: Path | None = Field(None, description="file of the systems that may connect with a certificate")
    development: Path = Field(
        Path("var/development"), description="folder of the development authority, used on loopback without token_keys"
    )
    encryption_keys: str = Field(
        "", description="keys that seal callers: a file, or command: and what prints them; empty for development"
    )
    retention_days: int = Field(1095, ge=1, description="days that callers are kept after their case was archived")
    access_log_days: int = Field(1095, ge=183, description="days that the log of what was read is kept")
    processes: int = Field(1, ge=1, le=64, description="server processes on the address; best one for each processor")
    supervised: str = Field("", description="set by the parent of several processes, which share its addresses")
    queue: int = Field(256, ge=1, description="requests in hand at once, beyond which ordinary ones are refused")
    person_rate: float = Field(50, ge=0, description="requests a second by one person; 0 for any number")
    system_rate: float = Field(5000, ge=0, description="requests a second by one system; 0 for any number")
    streams: int = Field(8, ge=1, description="streams of calls held at once; each holds two threads")
    metrics: str = Field("", description="address for /metrics, /livez and /readyz; empty for none")
    traces: str = Field("", description="address of an OpenTelemetry collector, as http://host:4317; empty for none")
    workers: int = Field(32, ge=1, le=512, description="calls handled at once")
    round_seconds: float = Field(1.0, gt=0, description="pause between the rounds of the watchman")
    watches: int = Field(1000, ge=1, description="watch streams held at once")
    files: Path = Field(
        Path("var/files"), description="folder of attachments and archived cases; the same for all servers"
    )
    daily_report_at: time | None = Field(
        time(7, 30), description="when the overview of the day before is made, in the city; null for never"
    )
