"""Command lines in Chinese, for whoever installs ``hotline-client[commands]``.

They stand apart from the client, which takes longer to import.
"""
