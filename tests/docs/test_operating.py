"""docs/operating.md and the dashboard speak of what there is: what they name is a metric, and every metric is shown."""

import json
import re
from pathlib import Path

from prometheus_client import Metric

from api.metrics import Metrics

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGE = (DOCS / "operating.md").read_text()


def families() -> list[Metric]:
    """The metrics that are ours."""
    return [family for family in Metrics().registry.collect() if family.name.startswith("contrail_")]


def exposed() -> set[str]:
    """Every name under which Prometheus keeps one of their numbers."""
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
    return {f"{family.name}{ending}" for family in families() for ending in endings[family.type]}


def asked() -> list[str]:
    """The questions of the dashboard."""
    panels = json.loads((DOCS / "grafana.json").read_text())["panels"]
    return [target["expr"] for panel in panels for target in panel["targets"]]


def test_the_dashboard_asks_for_what_there_is_and_leaves_nothing_out() -> None:
    named = {name for query in asked() for name in re.findall(r"contrail_\w+", query)}
    assert named <= exposed()
    assert {family.name for family in families()} == {re.sub("_(total|bucket)$", "", name) for name in named}


def test_the_dashboard_groups_by_labels_that_there_are() -> None:
    documented = {label for labels in re.findall(r"^\| `contrail_\w+` \| (.*?) \|", PAGE, re.MULTILINE)
                  for label in re.findall(r"`(\w+)`", labels)}  # fmt: skip
    for query in asked():
        for group in re.findall(r"by \((.*?)\)", query):
            assert set(group.split(", ")) <= documented | {"le"}, query


def test_every_metric_is_documented() -> None:
    assert set(re.findall(r"^\| `(contrail_\w+)`", PAGE, re.MULTILINE)) == {
        name for name in exposed() if not name.endswith(("_bucket", "_sum", "_count"))
    } | {family.name for family in families() if family.type == "histogram"}
