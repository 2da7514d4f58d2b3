"""Files in a bucket, on a server of its own that speaks S3."""

import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from tests.engines.blobs_contract import BlobsContract, Everything, chunks
from tests.support import s3
from tests.support.server import free_port

from yingda.engines.s3 import S3Blobs
from yingda.engines.s3.blobs import options
from yingda.kernel import BadInput, Unavailable

NAMES = {"s": "http://s3.amazonaws.com/doc/2006-03-01/"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address."""
    with s3.s3(tmp_path_factory.mktemp("s3")) as address:
        yield address


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A new one; who asks is named by the environment."""
    for name, value in s3.KEYS.items():
        monkeypatch.setenv(name, value)
    return s3.bucket(server)


@pytest.fixture
def blobs(server: str, bucket: str) -> S3Blobs:
    return S3Blobs(f"s3://{bucket}/some/where?endpoint={server}")


def listed(server: str, bucket: str, what: str = "list-type=2") -> list[str]:
    """The keys of a bucket, or of the uploads that nobody ended, as the server tells them."""
    with urllib.request.urlopen(f"{server}/{bucket}?{what}", timeout=10) as answer:
        return sorted(each.text or "" for each in ET.fromstring(answer.read()).iterfind(".//s:Key", NAMES))


@pytest.fixture
def everything(server: str, bucket: str) -> Everything:
    def ask() -> list[str]:
        assert listed(server, bucket, "uploads") == [], "parts were left behind"
        return [key.removeprefix("some/where/") for key in listed(server, bucket)]

    return ask


class TestS3(BlobsContract):
    """All that is promised, kept."""


async def test_everything_lies_below_the_prefix(blobs: S3Blobs, server: str, bucket: str) -> None:
    await blobs.put("t/a", chunks(b"x"), 1)
    assert listed(server, bucket) == ["some/where/t/a"]


async def test_a_server_that_is_not_there(bucket: str) -> None:
    away = S3Blobs(f"s3://{bucket}?endpoint=http://127.0.0.1:{free_port()}")
    away.store = type(away.store)(
        **options(f"s3://{bucket}?endpoint=http://127.0.0.1:9"), retry_config={"max_retries": 0}
    )
    for verb in (away.get("t/a"), away.put("t/a", chunks(b"x"), 1), away.remove("t/a")):
        with pytest.raises(Unavailable):
            await verb
    assert {one.name: one.value for one in away.measures()} == {"yingda_blobs_failed_total": 3}


async def test_a_bucket_that_is_not_there(server: str, bucket: str) -> None:
    with pytest.raises(Unavailable):
        await S3Blobs(f"s3://{bucket}-not?endpoint={server}").put("t/a", chunks(b"x"), 1)


async def test_secrets_are_in_no_error(bucket: str, server: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Unavailable) as found:
        await S3Blobs(f"s3://{bucket}-not?endpoint={server}").put("t/a", chunks(b"x"), 1)
    told = f"{found.value!r} {found.value.__cause__!r} {S3Blobs(f's3://{bucket}?endpoint={server}').store!r}"
    assert "secret-of-the-test" not in told + "".join(capfd.readouterr())


def test_urls() -> None:
    found = options("s3://shop-files/yingda?endpoint=https://s3.example.com&region=cn-north-1&virtual_host=1")
    assert (found["bucket"], found["prefix"], found["region"]) == ("shop-files", "yingda", "cn-north-1")
    assert found["virtual_hosted_style_request"]
    assert not found["client_options"]["allow_http"]
    assert "endpoint" not in options("s3://shop-files")
    with pytest.raises(BadInput, match="secret_key"):
        options("s3://shop-files?secret_key=x")
