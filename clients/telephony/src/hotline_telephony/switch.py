"""Call transfer through the switch 电话连线 (R2.2)."""

import requests

from hotline_telephony import wording
from hotline_telephony.tables import PhoneCall

TIMEOUT_SECONDS = 5.0


class SwitchError(Exception):
    """Transfer of a call that the switch did not make."""


class Switch:
    """Client of the switch's HTTP interface."""

    def __init__(self, address: str) -> None:
        self._address = address

    def is_alive(self) -> bool:
        """Return whether the switch responds."""
        try:
            return requests.get(f"{self._address}/alive", timeout=TIMEOUT_SECONDS).ok
        except requests.RequestException:
            return False

    def connect(self, call: PhoneCall, number: str, connection_id: str) -> None:
        """Refer the caller to another number; the agent is released once it answers.

        What comes of it is reported in the event table.

        Args:
            call: an answered call.
            number: digits, with a leading + before a country code.
            connection_id: id of the connection, hexadecimal digits.

        Raises:
            SwitchError: the call has ended, or the switch does not respond.
        """
        params = {"call": call.call_id, "from": call.from_tag, "to": call.to_tag, "number": number}
        params["connection"] = connection_id
        try:
            response = requests.get(f"{self._address}/connect", params=params, timeout=TIMEOUT_SECONDS)
        except requests.RequestException as error:
            raise SwitchError(wording.SWITCH_UNAVAILABLE) from error
        if response.status_code == requests.codes.not_found:
            raise SwitchError(wording.CALL_ENDED)
        if not response.ok:
            raise SwitchError(wording.SWITCH_UNAVAILABLE)
