"""The ``hotline`` command."""

import os

import typer

from hotline_server.cli import (
    acts,
    announcements,
    archive,
    audit,
    cases,
    certificates,
    database,
    figures,
    keys,
    reports,
    rules,
    serve,
)

app = typer.Typer(no_args_is_help=True, help="12345 政务服务热线")
app.command("serve")(serve.serve)
app.command("register")(cases.register)
app.command("show")(cases.show)
app.command("list")(cases.list_)
app.command("watch")(cases.watch)
app.command("caller")(cases.caller)
app.command("figures")(figures.figures)
app.command("certificates")(certificates.certificates)
app.command("open-data")(announcements.open_data)
app.command("open311")(announcements.open311)
app.add_typer(acts.app, name="act")
app.add_typer(announcements.app, name="announce")
app.add_typer(archive.app, name="archive")
app.add_typer(audit.app, name="audit")
app.add_typer(database.app, name="database")
app.add_typer(keys.app, name="keys")
app.add_typer(reports.app, name="report")
app.add_typer(rules.app, name="rules")


@app.callback()
def hotline() -> None:
    """12345 政务服务热线。"""
    # Databases, backups and keys are their owner's alone.
    os.umask(0o077)


if __name__ == "__main__":
    app()
