"""The gate lets noise through and stops what is slower."""

from pathlib import Path

from bench.gate import baseline, failed, keep


def test_the_gate(tmp_path: Path) -> None:
    assert baseline(tmp_path / "none.json") is None
    assert not failed([9.0] * 5, None)
    keep(2.0, tmp_path / "kept.json")
    held = baseline(tmp_path / "kept.json")
    assert held == 2.0
    assert not failed([2.0, 2.29, 2.31, 5.0, 1.9], held), "two bad rounds are noise"
    assert failed([2.31, 2.4, 2.5, 2.0, 1.9], held)
