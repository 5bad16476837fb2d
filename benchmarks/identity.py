"""Who the benchmarks are to the server: a system that may do everything, known to the development authority."""

from hotline_server.config import Settings
from hotline_server.security.development import DevelopmentAuthority

TOKEN = DevelopmentAuthority(Settings().development).everybody("基准测试")
METADATA = (("authorization", f"Bearer {TOKEN}"),)
