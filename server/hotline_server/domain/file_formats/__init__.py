"""Formats of files, detected from their content."""
