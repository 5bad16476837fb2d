"""Reasons why the operating system refuses a file or an address, as staff read them."""

import errno
import re

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这个磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EBUSY: "文件正被别的程序使用",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.EIO: "磁盘读写出错",
    errno.EEXIST: "已有同名的文件",
    errno.EADDRINUSE: "地址已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}
_NUMBER = re.compile(r"\[Errno (\d+)\]")


def reason_of(error: OSError) -> str:
    """Return why in Chinese, without the name of the file."""
    number = error.errno or _told_number(str(error))
    return _REASONS.get(number, f"系统错误 {number}" if number else "系统错误")


def _told_number(message: str) -> int:
    """Return the number within the words of an error that has none itself, as cheroot raises; 0 if there is none."""
    found = _NUMBER.search(message)
    return int(found[1]) if found else 0
