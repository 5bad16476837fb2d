"""Callers in the database: encrypted, and erased after retention."""

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2
from hotline_client import HotlineError
from hotline_server.ground.config import Settings
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import TABLES

from tests.hotline import KEYRING, SetClock, a_call
from tests.office import Office

pytestmark = pytest.mark.each_database


class TestAtRest:
    def test_callers_are_encrypted_in_the_database(self, office: Office, settings: Settings) -> None:
        call = a_call(phone="13712345678")
        call.caller.name, call.caller.organisation = "诸葛孔明", "云江第二钢铁厂"
        number = office.hotline.register(call).number
        office.hotline.caller(number, "回访")
        list(office.hotline.cases(case_service_pb2.CaseFilter(phone="13712345678")))
        with database_at(settings.database, KEYRING) as database:
            for table in TABLES:
                rows = repr(execute(database, f'SELECT * FROM "{table._meta.table_name}"'))
                assert [mark for mark in ("诸葛孔明", "第二钢铁厂", "13712345678") if mark in rows] == [], table

    @pytest.mark.tampers
    def test_a_sealed_caller_cannot_be_decrypted_in_another_case(self, office: Office, settings: Settings) -> None:
        first, second = office.call(), office.call("楼下烧烤店油烟太大,环保局也没来,投诉", phone="13900139000")
        with database_at(settings.database, KEYRING) as database:
            ids = [int(number.replace("-", "000")) for number in (first, second)]
            ((sealed,),) = execute(database, f"SELECT caller FROM call WHERE case_id = {ids[0]}")
            mark = database.param
            execute(database, f"UPDATE call SET caller = {mark} WHERE case_id = {ids[1]}", (sealed,))
        with pytest.raises(HotlineError) as refused:
            office.hotline.case(second)
        assert refused.value.code is grpc.StatusCode.DATA_LOSS


class TestErasing:
    def test_callers_are_erased_after_retention_and_the_log_chain_still_verifies(
        self, office: Office, clock: SetClock, settings: Settings
    ) -> None:
        number = office.answered(
            "我叫张三,请问租房怎么提取公积金", recording="13800138000-77.wav", latitude=28.2, longitude=113.0,
            district="东湖区", address="柳叶社区3栋502、银杏谷小区",
        )  # fmt: skip
        office.close(number)
        clock.advance(days=60)
        office.round()
        assert office.case(number).state == case_pb2.CASE_STATE_ARCHIVED
        clock.advance(days=settings.retention_days)
        office.round()
        case = office.case(number)
        assert case.log[-1].act == act_pb2.ACT_ERASE
        call = office.hotline.caller(number, "核对")
        assert (call.caller.name, call.caller.phone, call.caller.organisation, call.recording) == ("", "", "", "")
        assert not call.HasField("latitude")
        assert (case.location.address_detail, case.location.HasField("latitude")) == ("", False)
        with database_at(settings.database, KEYRING) as database:
            assert execute(database, "SELECT COUNT(*) FROM place_sighting") == [(0,)]
        assert call.content == "我叫〔已隐去〕,请问租房怎么提取公积金"
        assert list(office.hotline.cases(case_service_pb2.CaseFilter(phone="13800138000"))) == []
        assert office.round() == 0

    def test_nothing_is_erased_a_day_before_retention_ends(
        self, office: Office, clock: SetClock, settings: Settings
    ) -> None:
        number = office.answered()
        office.close(number)
        clock.advance(days=60)
        office.round()
        clock.advance(days=settings.retention_days - 1)
        office.round()
        assert office.hotline.caller(number, "核对").caller.name == "张三"
