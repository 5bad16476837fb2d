"""``python -m hotline_telephony``."""

from hotline_telephony.main import main

main()
