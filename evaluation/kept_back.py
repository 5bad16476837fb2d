"""Intervals of shares."""

from evaluation.shares import interval

__all__ = ["interval"]
