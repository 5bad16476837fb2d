"""``hotline certificates``: development certificates."""

from pathlib import Path
from typing import Annotated

import typer

from hotline_server.ground.folders import bundled
from hotline_server.runtime.certificates import issue_certificates
from hotline_server.security.systems import SystemsError

HOSTS = ["localhost", "127.0.0.1"]


def certificates(
    folder: Annotated[Path, typer.Option(help="输出文件夹")] = Path("var/certificates"),
    host: Annotated[list[str], typer.Option(help="服务的主机名或地址，可多次填写")] = HOSTS,
    systems: Annotated[Path, typer.Option(help="系统名册，为其中每个系统签发一张证书")] = bundled("sample")
    / "systems.yaml",
) -> None:
    """开发用：建立签发机构，为服务和系统名册中的每个系统各签发一张证书。"""
    try:
        names = issue_certificates(folder, host, systems)
    except SystemsError as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"已在 {folder} 签发 {'、'.join(names)} 的证书。启动服务的命令：")
    typer.echo(
        f"  HOTLINE_CERTIFICATE={folder}/server.pem HOTLINE_PRIVATE_KEY={folder}/server.key \\\n"
        f"  HOTLINE_LISTEN_SYSTEMS=127.0.0.1:50052 HOTLINE_CLIENT_AUTHORITY={folder}/authority.pem \\\n"
        f"  HOTLINE_SYSTEMS={systems} hotline serve"
    )
