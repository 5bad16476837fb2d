"""Systems that authenticate with a client certificate, listed in a file that is reloaded when it changes."""

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import structlog
import yaml
from hotline_client.system_errors import reason_of
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hotline_server.security.identity import AccessRole, Identity

_Text = Annotated[str, Field(min_length=1)]
_log = structlog.get_logger()


class SystemsError(Exception):
    """Unusable file of systems; the message, in Chinese, explains why."""


class _SystemForm(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: _Text = Field(alias="名称")
    certificate: _Text = Field(alias="证书")
    roles: Annotated[list[AccessRole], Field(min_length=1)] = Field(alias="角色")
    department: str = Field("", alias="部门")
    line: str = Field("", alias="联动单位")


class _SystemsForm(BaseModel):
    model_config = ConfigDict(extra="forbid")
    systems: list[_SystemForm] = Field(alias="系统")


class Systems:
    """Systems permitted to connect, by a name in their certificates: a DNS name, a URI or the common name.

    Attributes:
        generation: increases whenever they are read anew.
    """

    def __init__(self, path: Path) -> None:
        """Read the file at ``path``, in the format of sample/systems.yaml.

        Raises:
            SystemsError: if the file is missing or invalid.
        """
        self._path = path
        self._lock = threading.Lock()
        self._modified_at = 0
        self.generation = 0
        self._systems: Mapping[str, Identity] = {}
        self._reload_if_changed()

    @property
    def certificate_names(self) -> list[str]:
        """Certificate names of all systems."""
        return list(self._systems)

    def listed(self) -> list[Identity]:
        """Return all systems."""
        return list(self._systems.values())

    def find(self, names: Iterable[str]) -> Identity | None:
        """Return the system with one of the ``names`` in its certificate, or None."""
        self.refresh()
        systems = self._systems
        return next((systems[name] for name in names if name in systems), None)

    def is_listed(self, identity: Identity) -> bool:
        """Return whether the file, as it was read last, still grants a system what it was found with."""
        return self._systems.get(identity.certificate) == identity

    def refresh(self) -> None:
        """Read the file again if it has changed; one that is invalid must not lock out all systems."""
        with self._lock:
            try:
                self._reload_if_changed()
            except SystemsError as error:
                _log.error("systems could not be read", reason=str(error))

    def _reload_if_changed(self) -> None:
        try:
            modified_at = self._path.stat().st_mtime_ns
            if modified_at == self._modified_at:
                return
            self._modified_at = modified_at
            form = _SystemsForm.model_validate(yaml.safe_load(self._path.read_text("utf-8")))
        except (OSError, ValidationError, yaml.YAMLError) as error:
            why = reason_of(error) if isinstance(error, OSError) else error
            raise SystemsError(f"无法读取系统名册 {self._path}：{why}") from None
        self._systems = {
            system.certificate: Identity(
                system.name,
                frozenset(system.roles),
                system.department,
                is_system=True,
                line=system.line,
                certificate=system.certificate,
            )
            for system in form.systems
        }
        self.generation += 1
