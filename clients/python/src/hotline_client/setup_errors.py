"""Reasons why a client cannot be set up with what is in its settings, as staff read them."""

from hotline_client.addresses import AddressError
from hotline_client.channels import PlainTextError
from hotline_client.system_errors import reason_of


def reason_of_setup(error: OSError | ValueError) -> str:
    """Return why ``connect_with_files`` refused its arguments, in Chinese."""
    match error:
        case OSError():
            return f"读不了 {error.filename}：{reason_of(error)}" if error.filename else reason_of(error)
        case UnicodeDecodeError():
            return "令牌或密钥的文件里不是令牌、密钥"
        case AddressError():
            return "服务的地址应为 主机:端口，IPv6 为 [地址]:端口；几台服务器写 IP:端口，用逗号分隔"
        case PlainTextError():
            return "连别的机器上的服务要用 TLS，请设置签发机构的证书"
        case _:
            return "填得不对"
