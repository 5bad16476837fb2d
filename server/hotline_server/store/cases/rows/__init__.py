"""Mapping between table rows and domain objects."""
