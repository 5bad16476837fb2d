"""Measured figures, each with the command that makes it; a ratio against a baseline of the same run."""
