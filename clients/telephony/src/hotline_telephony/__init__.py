"""Telephony bridge between a telephone switch and the hotline service."""
