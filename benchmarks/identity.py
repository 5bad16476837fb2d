"""Credentials of the benchmarks: a token of the development authority with every role."""

from hotline_server.development.authority import DevelopmentAuthority
from hotline_server.ground.config import Settings

TOKEN = DevelopmentAuthority(Settings().development).all_roles_token("基准测试")
METADATA = (("authorization", f"Bearer {TOKEN}"),)
