"""What must hold for every module of the training."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "training" / "letopis_training"
PARSING = {
    "together/graph.py",
    "trees/graph.py",
    "trees/measure.py",
    "trees/silver.py",
}  # they parse as the package does
WITH_LETOPIS = os.environ | {"PYTHONPATH": str(PACKAGE.parents[1] / "graph")}
KNOWN = re.compile(r"\bletopis\.(?!model\b)")
MOST_LINES_OF_MODULE, MOST_LINES_OF_FUNCTION = 300, 60


def test_modules_say_what_goes_in_and_are_short() -> None:
    texts = {str(path.relative_to(PACKAGE)): path.read_text() for path in PACKAGE.rglob("*.py")}
    docstrings = {name: ast.get_docstring(ast.parse(text)) or "" for name, text in texts.items()}
    assert [name for name, text in docstrings.items() for word in ("In:", "Out:", "Touches:") if word not in text] == []
    assert {name for name, text in texts.items() if len(text.splitlines()) > MOST_LINES_OF_MODULE} == set()


def test_functions_are_short() -> None:
    long = [
        f"{path.name}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_FUNCTION
    ]
    assert long == []


def test_the_package_does_not_know_the_training_which_knows_its_model_and_its_parser_alone() -> None:
    graph = PACKAGE.parents[1] / "graph" / "letopis"
    assert [path.name for path in graph.rglob("*.py") if "letopis_training" in path.read_text()] == []
    texts = {str(path.relative_to(PACKAGE)): path.read_text() for path in PACKAGE.rglob("*.py")}
    assert {name for name, text in texts.items() if KNOWN.search(text)} == PARSING


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=PACKAGE.parent, env=WITH_LETOPIS, capture_output=True, text=True, check=False)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    folder = str(tmp_path)
    command = [sys.executable, "-m", "letopis_training", "train", "--nerel", folder, "--work", folder, "--steps", "1"]
    done = run(command)
    assert done.returncode == 2
    assert "no such folder; give NEREL's with --nerel" in done.stderr
    assert "run 'prepare' first" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_trees_are_missing_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "letopis_training.trees", "train", "--work", str(tmp_path), "--steps", "1"]
    files = ["--gold", str(tmp_path / "a.conllu"), "--held-out", str(tmp_path / "b.conllu")]
    done = run([*command, *files])
    assert done.returncode == 2
    assert "b.conllu: no such file; give CoNLL-U" in done.stderr
    assert "run 'silver' first" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_the_common_run_misses_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "letopis_training.together", "train", "--work", str(tmp_path), "--steps", "1"]
    files = [part for name in ("gold", "held-out", "nerel", "entities", "trees") for part in (f"--{name}", "none")]
    done = run([*command, *files])
    assert done.returncode == 2
    assert "none: no such file; give the weights of a run" in done.stderr
    assert "run 'letopis_training.trees agree' first" in done.stderr
    assert "Traceback" not in done.stderr
