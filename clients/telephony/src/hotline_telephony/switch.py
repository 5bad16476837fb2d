"""Asking the switch to connect a call onward 电话连线 (R2.2)."""

import requests

from hotline_telephony import wording
from hotline_telephony.journal import PhoneCall

TIMEOUT_SECONDS = 5.0


class SwitchError(Exception):
    """The switch did not connect the call."""


class Switch:
    """The switch, over HTTP."""

    def __init__(self, address: str) -> None:
        self._address = address

    def connect(self, call: PhoneCall, number: str) -> None:
        """Ask the caller's side to call that number; once it is ringing there, the agent is free.

        Args:
            call: an answered call.
            number: digits, with a + before a country's code.

        Raises:
            SwitchError: the call is over, or the switch does not answer.
        """
        asked = {"call": call.call_id, "from": call.from_tag, "to": call.to_tag, "number": number}
        try:
            answer = requests.get(f"{self._address}/connect", params=asked, timeout=TIMEOUT_SECONDS)
        except requests.RequestException as error:
            raise SwitchError(wording.SWITCH_AWAY) from error
        if answer.status_code == requests.codes.not_found:
            raise SwitchError(wording.OVER)
        if not answer.ok:
            raise SwitchError(wording.SWITCH_AWAY)
