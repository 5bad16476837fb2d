"""Numbers of cases: what is one, and what people type for one."""

import pytest
from hotline_server.cli.case_number import call_id_of
from hotline_server.domain.numbering import is_number, parse_number, restore_number

NUMBER = "20261124-000123"
TYPED = [
    "２０２６１１２４-０００１２３",
    "20261124－000123",
    "20261124—123",
    " 20261124 000123 ",
    "工单号：20261124-123",
]


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_type_is_no_number_until_it_is_restored(typed: str) -> None:
    assert (is_number(typed), parse_number(typed)) == (False, 0)
    assert restore_number(typed) == NUMBER
    assert call_id_of(typed) == 20261124_000000123
