"""``hotline certificates``: development certificates."""

from pathlib import Path
from typing import Annotated

import typer

from hotline_server.ground.folders import bundled
from hotline_server.runtime.certificates import issue_certificates
from hotline_server.security.systems import SystemsError

HOSTS = ["localhost", "127.0.0.1"]


def certificates(
    folder: Annotated[Path, typer.Option(help="放在哪里")] = Path("var/certificates"),
    host: Annotated[list[str], typer.Option(help="服务的主机名或地址，可写多次")] = HOSTS,
    systems: Annotated[Path, typer.Option(help="系统名册，给其中每个系统一张证书")] = bundled("sample")
    / "systems.yaml",
) -> None:
    """开发用：建一个签发机构，给服务和名册里的每个系统各签一张证书。"""
    try:
        names = issue_certificates(folder, host, systems)
    except SystemsError as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"已在 {folder} 签发 {'、'.join(names)} 的证书。这样启动服务：")
    typer.echo(
        f"  HOTLINE_CERTIFICATE={folder}/server.pem HOTLINE_PRIVATE_KEY={folder}/server.key \\\n"
        f"  HOTLINE_LISTEN_SYSTEMS=127.0.0.1:50052 HOTLINE_CLIENT_AUTHORITY={folder}/authority.pem \\\n"
        f"  HOTLINE_SYSTEMS={systems} hotline serve"
    )
