"""What must hold for every module of the package and every file of the repository."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "graph" / "letopis"
PURE = {"parse", "mentions", "entities", "claims", "annotate", "records", "ids", "tree", "phrase", "morphology"}
MOST_LINES_OF_MODULE, MOST_LINES_OF_FUNCTION, MOST_PARAMETERS = 300, 60, 7
TOUCHING = {"open", "print", "input"}
TOUCHING_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes"}
# The brackets keep the pattern from finding itself.
FOREIGN = re.compile(r"(?<![\w./~-])/[w]ork/|py[p]i[.]org|python[h]osted|npm[j]s[.]org")

N = TypeVar("N", ast.FunctionDef, ast.AsyncFunctionDef, ast.ExceptHandler, ast.Call)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text()) for path in PACKAGE.rglob("*.py")}


def every(kind: type[N]) -> Iterator[tuple[str, N]]:
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield f"{name}:{node.lineno}", node


def stage_of(place: str) -> str:
    return re.split(r"[/.]", place)[0]


def parameters(function: Function) -> list[str]:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    return [argument.arg for argument in named if argument and argument.arg not in {"self", "cls"}]


def is_broad(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(n, ast.Name) and n.id in {"Exception", "BaseException"} for n in ast.walk(handler.type))


def is_touching(call: ast.Call) -> bool:
    called = call.func
    if isinstance(called, ast.Name):
        return called.id in TOUCHING
    return isinstance(called, ast.Attribute) and called.attr in TOUCHING_METHODS


def test_a_module_says_what_goes_in_and_comes_out() -> None:
    docstrings = {name: ast.get_docstring(tree) or "" for name, tree in modules().items()}
    assert [name for name, text in docstrings.items() for word in ("In:", "Out:", "Touches:") if word not in text] == []


def test_modules_are_short() -> None:
    lengths = {name: len((PACKAGE / name).read_text().splitlines()) for name in modules()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_MODULE} == {}


def test_functions_are_short_and_take_few_parameters() -> None:
    functions: list[tuple[str, Function]] = [*every(ast.FunctionDef), *every(ast.AsyncFunctionDef)]
    assert [place for place, f in functions if (f.end_lineno or 0) - f.lineno >= MOST_LINES_OF_FUNCTION] == []
    assert [place for place, f in functions if len(parameters(f)) > MOST_PARAMETERS] == []


def test_only_the_pipeline_catches_everything() -> None:
    broad = [place for place, handler in every(ast.ExceptHandler) if is_broad(handler)]
    assert [place for place in broad if not place.startswith("pipeline.py:")] == []


def test_pure_stages_touch_nothing() -> None:
    touching = [place for place, call in every(ast.Call) if is_touching(call)]
    assert [place for place in touching if stage_of(place) in PURE] == []
    assert {stage_of(name) for name in modules()} >= PURE


def test_no_file_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True, text=True).stdout
    paths = [TOP / name for name in listed.split("\0") if name]
    texts = ((path, path.read_bytes().decode("utf-8", "replace")) for path in paths if path.is_file())
    assert [str(path) for path, text in texts if FOREIGN.search(text)] == []


def test_the_checks_find_what_they_look_for() -> None:
    tree = ast.parse("try:\n    def f(self, a, *b, c, **d): print(a)\nexcept (ValueError, Exception): ...\nexcept: ...")
    found = list(ast.walk(tree))
    assert [parameters(node) for node in found if isinstance(node, Function)] == [["a", "c", "b", "d"]]
    assert [is_broad(node) for node in found if isinstance(node, ast.ExceptHandler)] == [True, True]
    assert [is_touching(node) for node in found if isinstance(node, ast.Call)] == [True]
    assert FOREIGN.search("in /{}/main".format("work"))
    assert not FOREIGN.search("https://news.example/work/1")
