"""The wheel, installed where there is no checkout, reads an article and answers."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
FIRST_ARTICLE = TOP / "seeds" / "articles" / "2022-01-08_putin-csto-kazakhstan.txt"
SUFFIXES = {".py", ".tsv", ".ttl", ".typed", ".onnx", ".json", ".gz"}
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=outside, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, TOP, cwd=folder)
    (built,) = folder.glob("letopis-*.whl")
    return built


def test_the_wheel_carries_all_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    sources = (path for path in (TOP / "graph").rglob("*") if path.suffix in SUFFIXES)
    expected = {path.relative_to(TOP / "graph").as_posix() for path in sources}
    expected |= {f"letopis/data/queries/{path.name}" for path in (TOP / "queries").iterdir()}
    expected |= {f"letopis/data/entities/{path.name}" for path in (TOP / "seeds" / "entities").iterdir()}
    assert expected - packed == set()
    assert "letopis/py.typed" in packed
    assert [name for name in packed if "__pycache__" in name] == []


def test_the_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / "bin"
    run(binaries / "python", "-m", "pip", "install", "-q", "-c", TOP / "constraints.txt", wheel, cwd=tmp_path)
    run(binaries / "letopis", "build", FIRST_ARTICLE, "-o", "output", "--quiet", cwd=tmp_path)
    facts = run(binaries / "letopis", "query", "facts", "--format", "csv", cwd=tmp_path)
    header, *rows = facts.splitlines()
    assert header.startswith("subject,predicate,object,")
    assert any("Владимир Путин" in row and "Касым-Жомарт Токаев" in row for row in rows)
