"""The dashboard and the alerts ask only for metrics that the service has."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hotline_server.ground.folders import PROJECT
from hotline_server.ground.telemetry import metrics
from prometheus_client.metrics import MetricWrapperBase

METRICS = [metric for metric in vars(metrics).values() if isinstance(metric, MetricWrapperBase)]
NAMES = {family.name for metric in METRICS for family in metric.describe()}
_ASKED = re.compile(r"hotline_[a-z_]+")
_SUFFIX = re.compile(r"_(total|count|bucket|sum)$")


def expressions(path: Path) -> list[str]:
    if path.suffix == ".json":
        dashboard = json.loads(path.read_text("utf-8"))
        return [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    groups = yaml.safe_load(path.read_text("utf-8"))["groups"]
    return [rule["expr"] for group in groups for rule in group["rules"]]


@pytest.mark.parametrize("path", ["deploy/grafana/hotline.json", "deploy/prometheus/alerts.yaml"])
def test_what_is_asked_for_is_there(path: str) -> None:
    asked = {_SUFFIX.sub("", name) for written in expressions(PROJECT / path) for name in _ASKED.findall(written)}
    assert asked
    assert asked <= NAMES


def test_every_metric_is_on_the_dashboard() -> None:
    written = "".join(expressions(PROJECT / "deploy/grafana/hotline.json"))
    assert [name for name in NAMES if name not in written] == []
