"""Generator of docs/api.md from the comments in the protos: ``python -m hotline_server.api.contract``.

Reads a descriptor set with source information (``buf build -o``) from standard input.
"""

import sys
from collections.abc import Iterator

from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
    FileDescriptorSet,
)

from hotline_server.security.access import ACCESS

PACKAGE = ".hotline.v1."
_SERVICE, _MESSAGE, _ENUM = 6, 4, 5
_FIELD = _METHOD = _VALUE = 2
_HEAD = """# The contract

Generated from the comments in [protos/hotline/v1](../protos/hotline/v1) by `make reference`. The roles are those of the
table that the server enforces, [access.py](../server/hotline_server/security/access.py).
"""
_NAMES = {number: name.removeprefix("TYPE_").lower() for name, number in FieldDescriptorProto.Type.items()}


def reference(files: FileDescriptorSet) -> str:
    """Return the contract in Markdown: services, then messages, then enums, by file."""
    ours = [file for file in files.file if file.package == PACKAGE.strip(".")]
    parts = [_HEAD]
    for file in ours:
        parts += _services(file)
    parts.append("## Messages\n")
    for file in ours:
        parts += _messages(file)
    parts.append("## Enums\n")
    for file in ours:
        parts += _enums(file)
    return "\n".join(parts)


def _services(file: FileDescriptorProto) -> Iterator[str]:
    comments = _comments(file)
    for place, service in enumerate(file.service):
        yield f"## {service.name}\n\n{comments.get((_SERVICE, place), '')}\n"
        for number, method in enumerate(service.method):
            access = ACCESS[f"/{file.package}.{service.name}/{method.name}"]
            roles = ", ".join(sorted(role.value for role in access.roles))
            request, response = (_link(name) for name in (method.input_type, method.output_type))
            shape = f"{'stream of ' if method.client_streaming else ''}{request} → "
            shape += f"{'stream of ' if method.server_streaming else ''}{response}"
            comment = comments.get((_SERVICE, place, _METHOD, number), "")
            yield f"**{method.name}** {shape}  \n{comment}  \nRoles: {roles}\n"


def _messages(file: FileDescriptorProto) -> Iterator[str]:
    comments = _comments(file)
    for place, message in enumerate(file.message_type):
        yield f"### {message.name}\n\n{comments.get((_MESSAGE, place), '')}\n"
        if message.field:
            yield "| field | type | |\n|---|---|---|"
            for number, field in enumerate(message.field):
                comment = comments.get((_MESSAGE, place, _FIELD, number), "").replace("|", "\\|")
                yield f"| `{field.name}` | {_type(field, message)} | {comment} |"
            yield ""


def _enums(file: FileDescriptorProto) -> Iterator[str]:
    comments = _comments(file)
    for place, enum in enumerate(file.enum_type):
        yield f"### {enum.name}\n\n{comments.get((_ENUM, place), '')}\n\n| value | |\n|---|---|"
        for number, value in enumerate(enum.value):
            yield f"| `{value.name}` | {comments.get((_ENUM, place, _VALUE, number), '')} |"
        yield ""


def _comments(file: FileDescriptorProto) -> dict[tuple[int, ...], str]:
    return {
        tuple(location.path): " ".join(location.leading_comments.split())
        for location in file.source_code_info.location
        if location.leading_comments
    }


def _type(field: FieldDescriptorProto, message: DescriptorProto) -> str:
    for nested in message.nested_type:
        if nested.options.map_entry and field.type_name.endswith(f".{message.name}.{nested.name}"):
            return f"map from {' to '.join(_type(part, nested) for part in nested.field)}"
    name = _link(field.type_name) if field.type_name else _NAMES[field.type]
    if field.label == FieldDescriptorProto.LABEL_REPEATED:
        return f"repeated {name}"
    if field.HasField("oneof_index") and not field.proto3_optional:
        return f"{name}, one of `{message.oneof_decl[field.oneof_index].name}`"
    return name


def _link(name: str) -> str:
    if not name.startswith(PACKAGE):
        return f"`{name.strip('.')}`"
    short = name.removeprefix(PACKAGE)
    return f"[{short}](#{short.lower()})"


if __name__ == "__main__":
    sys.stdout.write(reference(FileDescriptorSet.FromString(sys.stdin.buffer.read())))
