"""Runs of the first release learn whose they are."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

import yingda

FOLDER = Path(yingda.__file__).parent / "rooms" / "flows" / "migrations"


def revision(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_old_runs_are_found_by_their_customer_and_what_is_nobodys_goes(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    run = json.dumps({"id": "r2", "flow": "pay", "who": {"tenant": "t", "contact": "c", "verified": False}})
    with engine.begin() as db, Operations.context(MigrationContext.configure(db)):
        revision("flows_0001").upgrade()
        db.execute(sa.text("insert into flow_run values ('t', 'talk', :run, '', '{}', 1, 5, 1)"), {"run": run})
        for id in ("r1", "r2"):
            db.execute(sa.text("insert into flow_input values ('t', :id, 1, 5, '{}')"), {"id": id})
        revision("flows_0002").upgrade()
        assert db.execute(sa.text("select contact from flow_run")).all() == [("c",)]
        assert db.execute(sa.text("select run, conversation from flow_input")).all() == [("r2", "talk")]
        revision("flows_0002").downgrade()
        assert db.execute(sa.text("select count(*) from flow_input")).scalar() == 1
    engine.dispose()
