"""What is under `deploy/` fits the product: settings, ports, paths, commands and figures exist; nothing runs as root;
nothing secret is written down."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.deploy.gotemplate import Chart
from tests.house.house import entrances, opened
from tests.support.wire import Web

from yingda.main.cli import COMMANDS
from yingda.main.settings import PARSERS, Settings
from yingda.main.web import app

TOP = Path(__file__).resolve().parents[2]
DEPLOY = TOP / "deploy"
OURS = {f"YINGDA_{name.upper()}" for name in PARSERS}
OF_COMPOSE = {"YINGDA_DOMAIN", "YINGDA_NODES", "YINGDA_IMAGE"}
SECRETS = {"YINGDA_SECRET", "YINGDA_DATABASE_URL", "YINGDA_METRICS_TOKEN", "AWS_SECRET_ACCESS_KEY", "POSTGRES_PASSWORD"}
GIVEN = {
    "existingSecret": "shop-secrets",
    "settings": {"public_url": "https://help.example.com", "bus_url": "nats://nats:4222"},
}


def documents() -> list[Path]:
    """Every file for people who run it."""
    return [file for file in DEPLOY.rglob("*") if file.is_file()]


def test_every_setting_that_is_named_exists() -> None:
    for file in documents():
        named = set(re.findall(r"\bYINGDA_[A-Z_]+[A-Z]\b", file.read_text("utf-8")))
        assert named <= OURS | OF_COMPOSE, file


# the image


def dockerfile() -> list[tuple[str, str]]:
    """Its instructions."""
    text = re.sub(r"\\\n", " ", (DEPLOY / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined: list[str] = []
    for line in lines:
        if line.startswith(" "):
            joined[-1] += line
        else:
            joined.append(line)
    return [(line.split()[0], line.partition(" ")[2].strip()) for line in joined]


def test_the_image() -> None:
    steps = dockerfile()
    froms = [words for verb, words in steps if verb == "FROM"]
    assert len(froms) == 2
    last = steps[max(i for i, (verb, _) in enumerate(steps) if verb == "FROM") :]
    by_verb = dict(last)
    assert by_verb["USER"] == "10001:10001"
    assert json.loads(by_verb["ENTRYPOINT"]) == ["yingda"]
    assert json.loads(by_verb["CMD"])[0] in COMMANDS
    env = " ".join(words for verb, words in last if verb == "ENV")
    assert f"YINGDA_PORT={by_verb['EXPOSE']}" in env
    assert "/health/ready" in by_verb["HEALTHCHECK"]
    for verb, words in steps:
        if verb == "COPY" and "--from" not in words:
            for name in words.split()[:-1]:
                assert (TOP / name).exists(), name
        assert verb != "ADD"
    ignored = (TOP / ".dockerignore").read_text().split()
    copied = {name for verb, words in steps if verb == "COPY" and "--from" not in words for name in words.split()[:-1]}
    assert not copied & set(ignored)
    assert "data" in ignored, "a shop's data would come into the image"


def test_the_image_is_locked() -> None:
    lock = (TOP / "requirements-scaled.lock").read_text("utf-8")
    extras = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    wanted = {re.split(r"[^\w-]", line)[0] for name in ("scale", "s3", "otel") for line in extras[name]}
    assert {name for name in wanted if not re.search(rf"^{name}(\[\w+\])?==", lock, re.M)} == set()
    core = dict(re.findall(r"^([\w-]+)==(\S+)", (TOP / "requirements.lock").read_text("utf-8"), re.M))
    scaled = dict(re.findall(r"^([\w-]+)==(\S+)", lock, re.M))
    assert {name: v for name, v in core.items() if scaled.get(name) not in (v, None)} == {}


# compose


@pytest.fixture(params=["one.yaml", "three.yaml"])
def compose(request: pytest.FixtureRequest) -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose" / request.param).read_text("utf-8"))


def test_compose(compose: dict[str, Any]) -> None:
    services = compose["services"]
    nodes = {name: service for name, service in services.items() if name.startswith("yingda")}
    assert nodes
    for service in nodes.values():
        assert service["command"][0] in COMMANDS
        assert set(service["environment"]) <= OURS | SECRETS | {"AWS_ACCESS_KEY_ID"}
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert "ports" not in service, "the proxy is believed whatever it says, so nobody else may come"
        assert int(service["stop_grace_period"].removesuffix("s")) >= Settings().drain_s + 10
    for name in SECRETS:
        for service in services.values():
            given = str(service.get("environment", {}).get(name, "${X}"))
            assert "${" in given, f"{name} is written down"
    upstream = services["proxy"]["environment"]["YINGDA_NODES"].split()
    assert {place.partition(":")[0] for place in upstream} == set(nodes)
    assert {place.partition(":")[2] for place in upstream} == {dict(dockerfile())["EXPOSE"]}
    for service in services.values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert (DEPLOY / "compose" / source).exists() if source.startswith(".") else source in compose["volumes"]
        assert set(service.get("depends_on", {})) <= set(services)


def test_the_example_names_all_that_is_asked() -> None:
    text = (DEPLOY / "compose" / "three.yaml").read_text("utf-8")
    asked = set(re.findall(r"\$\{(\w+)[:}?]", text)) - {"YINGDA_IMAGE"}
    example = (DEPLOY / "compose" / "three.env.example").read_text("utf-8")
    assert asked == set(re.findall(r"^(\w+)=", example, re.M))


# the chart


@pytest.fixture
def objects() -> dict[str, Any]:
    every = Chart(
        DEPLOY / "helm/yingda", {**GIVEN, "serviceMonitor": {"enabled": True}, "prometheusRule": {"enabled": True}}
    ).render()
    assert all(one["apiVersion"] and one["metadata"]["name"] == "shop" for one in every)
    return {one["kind"]: one for one in every}


def test_the_chart_has_what_it_needs(objects: dict[str, Any]) -> None:
    assert set(objects) == {
        "ConfigMap", "Deployment", "Service", "ServiceAccount", "Ingress", "HorizontalPodAutoscaler",
        "PodDisruptionBudget", "NetworkPolicy", "ServiceMonitor", "PrometheusRule",
    }  # fmt: skip
    assert objects["PrometheusRule"]["spec"]["groups"][0]["rules"]
    assert objects["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == "shop"


async def test_the_pod(objects: dict[str, Any], tmp_path: Path) -> None:
    spec = objects["Deployment"]["spec"]
    pod = spec["template"]["spec"]
    (box,) = pod["containers"]
    assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert "replicas" not in spec, "the autoscaler decides"
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["enableServiceLinks"] is False, "YINGDA_PORT would be tcp://…"
    assert box["securityContext"]["readOnlyRootFilesystem"]
    assert box["args"][0] in COMMANDS
    async with opened(tmp_path / "data") as node:
        site = app(node, close=False)
        paths = {one.name for one in entrances(site.routes)}
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            assert f"GET {box[probe]['httpGet']['path']}" in paths
            assert (await Web(site).call("GET", box[probe]["httpGet"]["path"]))[0] == 200
    assert box["livenessProbe"]["httpGet"]["path"] == "/health/live", "a database that is away must not restart nodes"
    waits = int(re.findall(r"sleep\((\d+)\)", box["lifecycle"]["preStop"]["exec"]["command"][-1])[0])
    assert pod["terminationGracePeriodSeconds"] >= waits + Settings().drain_s + 10
    ports = {port["name"]: port["containerPort"] for port in box["ports"]}
    assert objects["Service"]["spec"]["ports"][0]["targetPort"] in ports
    labels = spec["template"]["metadata"]["labels"]
    for kind, where in (
        ("Service", objects["Service"]["spec"]["selector"]),
        ("Deployment", spec["selector"]["matchLabels"]),
    ):
        assert where.items() <= labels.items(), kind
    mounts, volumes = {m["name"] for m in box["volumeMounts"]}, {v["name"] for v in pod["volumes"]}
    assert mounts == volumes


def test_the_settings_of_the_chart(objects: dict[str, Any]) -> None:
    (box,) = objects["Deployment"]["spec"]["template"]["spec"]["containers"]
    given = {**objects["ConfigMap"]["data"], **{one["name"]: one["value"] for one in box["env"]}}
    assert set(given) <= OURS - SECRETS
    secret = {"YINGDA_SECRET": "s" * 32}
    settings = Settings.read({**given, **secret, "YINGDA_BLOBS_URL": "s3://files?endpoint=https://s3.example.com"})
    assert settings.public_url == "https://help.example.com"
    assert str(settings.port) == dict(dockerfile())["EXPOSE"]


def test_the_chart_without_a_secret_or_with_fewer_things() -> None:
    with pytest.raises(ValueError, match="existingSecret"):
        Chart(DEPLOY / "helm/yingda", {}).render()
    less = {
        **GIVEN,
        "autoscaling": {"enabled": False},
        "ingress": {"enabled": False},
        "networkPolicy": {"enabled": False},
    }
    found = {one["kind"]: one for one in Chart(DEPLOY / "helm/yingda", less).render()}
    assert set(found) == {"ConfigMap", "Deployment", "Service", "ServiceAccount", "PodDisruptionBudget"}
    assert found["Deployment"]["spec"]["replicas"] == 3


# monitoring


def expressions() -> Iterator[str]:
    """Everything that is asked of Prometheus."""
    rules = yaml.safe_load((DEPLOY / "helm/yingda/files/rules.yaml").read_text("utf-8"))
    board = json.loads((DEPLOY / "monitoring/grafana.json").read_text("utf-8"))
    yield from (rule["expr"] for group in rules["groups"] for rule in group["rules"])
    yield from (target["expr"] for panel in board["panels"] for target in panel["targets"])


async def test_every_figure_that_is_asked_for_exists(tmp_path: Path) -> None:
    from yingda.engines.s3 import S3Blobs
    from yingda.main import metrics

    async with opened(tmp_path / "data") as node:
        app(node, close=False)
        text = metrics.text([*await metrics.gather(node), *S3Blobs("s3://x?endpoint=http://127.0.0.1:9").measures()])
    known = set(re.findall(r"^(\w+)(?:\{|\s)", text, re.M)) | {"up"}
    for expr in expressions():
        named = set(re.findall(r"\b(?:yingda|process)_\w+", expr))
        assert named <= known, (expr, named - known)
        for reaction in re.findall(r'reaction="([\w.]+)"', expr):
            assert f'reaction="{reaction}"' in text


def test_the_own_prometheus_finds_its_rules() -> None:
    config = yaml.safe_load((DEPLOY / "monitoring/prometheus.yaml").read_text("utf-8"))
    for file in config["rule_files"]:
        assert (DEPLOY / "monitoring" / file).exists()
