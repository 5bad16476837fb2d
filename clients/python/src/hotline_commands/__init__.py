"""Command lines in Chinese, for whoever installs Typer; apart from the client, which takes longer to import."""
