"""``python -m hotline_telephony``."""

from hotline_telephony.main import app

app()
