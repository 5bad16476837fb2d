"""Schemas of rule book files: a Pydantic model for each kind of file."""
