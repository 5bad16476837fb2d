"""Stubs for other languages are generated from the protos, and compile where a compiler is installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hotline_server.ground.folders import PROJECT

from tests.hotline import PATIENCE

SERVICES = len(list((PROJECT / "protos" / "hotline" / "v1").glob("*_service.proto")))
JARS = ("grpc-api", "grpc-stub", "grpc-protobuf", "protobuf", "guava", "geronimo-annotation-1.3-spec")
JAVA = [Path("/usr/share/java") / f"{name}.jar" for name in JARS]


def make(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", "stubs", *arguments],
        cwd=PROJECT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def made(language: str, out: Path, *needed: str) -> None:
    if missing := [program for program in needed if shutil.which(program) is None]:
        pytest.skip(f"not installed: {missing}")
    done = make(f"LANG={language}", f"OUT={out}", "PROTOC=protoc")
    assert done.returncode == 0, done.stderr


def test_go(tmp_path: Path) -> None:
    made("go", tmp_path, "protoc", "protoc-gen-go", "protoc-gen-go-grpc")
    assert len(list(tmp_path.glob("hotline/v1/*_service_grpc.pb.go"))) == SERVICES
    service = (tmp_path / "hotline/v1/intake_service_grpc.pb.go").read_text("utf-8")
    assert "package hotlinev1\n" in service
    assert "RegisterCall(ctx context.Context" in service


def test_java(tmp_path: Path) -> None:
    made("java", tmp_path, "protoc", "grpc_java_plugin")
    assert len(list(tmp_path.glob("hotline/v1/*ServiceGrpc.java"))) == SERVICES
    assert "public final class RegisterCallRequest" in (tmp_path / "hotline/v1/RegisterCallRequest.java").read_text(
        "utf-8"
    )
    if shutil.which("javac") is None or not all(path.exists() for path in JAVA):
        pytest.skip("generated, not compiled: no javac, or not Debian's libgrpc-java and libprotobuf-java")
    classes = ":".join(str(path) for path in JAVA)
    sources = [str(path) for path in tmp_path.rglob("*.java")]
    # A compiler that runs for seconds gains nothing from optimising itself.
    jvm = ["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"]
    command = ["javac", *jvm, "-nowarn", "-proc:none", "-cp", classes, "-d", str(tmp_path / "classes"), *sources]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr[-3000:]


def test_an_unknown_language_or_missing_plugin_is_reported() -> None:
    unknown = make("LANG=cobol")
    assert unknown.returncode != 0
    assert "java, go or csharp" in unknown.stderr
    if shutil.which("grpc_csharp_plugin") is None:
        without = make("LANG=csharp")
        assert without.returncode != 0
        assert "docs/integrating.md" in without.stderr


def test_the_locale_variable_does_not_select_the_stub_language() -> None:
    assert make("--dry-run", LANG="C.UTF-8").returncode == 0
