"""What `setup.cfg` and `setup.py` say; the latter is parsed and never run."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator

from channels_fix.module import parse
from channels_fix.requirements.ranges import pep440
from channels_fix.requirements.statements import PYTHON, Statement, requirements


def setup_cfg(data: bytes) -> Iterator[Statement]:
    """Read the options of setuptools.

    Raises:
        UnicodeDecodeError: It is no text.
        configparser.Error: It is no such file.
    """
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.read_string(data.decode("utf-8-sig"))
    yield from requirements(_lines(parser, "options", "install_requires"))
    if parser.has_section("options.extras_require"):
        for extra in parser["options.extras_require"]:
            yield from requirements(_lines(parser, "options.extras_require", extra))
    yield from _python(parser.get("options", "python_requires", fallback=None))


def _lines(parser: configparser.ConfigParser, section: str, option: str) -> list[str]:
    return [line.partition(" #")[0] for line in (parser.get(section, option, fallback="") or "").splitlines()]


def setup_py(data: bytes) -> Iterator[Statement]:
    """Read the literal arguments of `setup()`, also those that are given by the name of a literal.

    Raises:
        UnicodeDecodeError: It is no text.
        ParseError: It is no Python that this interpreter can read.
    """
    tree = parse(data.decode("utf-8-sig"))
    names = _literals(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "setup":
            given = {one.arg: _literal(one.value, names) for one in node.keywords}
            yield from requirements(given.get("install_requires"))
            extras = given.get("extras_require")
            for listed in extras.values() if isinstance(extras, dict) else ():
                yield from requirements(listed)
            yield from _python(given.get("python_requires"))


def _literals(tree: ast.Module) -> dict[str, ast.expr]:
    """The names that the module binds once and for all, as far as a plain look tells."""
    bound = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and bound.count(target.id) == 1
    }


def _literal(node: ast.expr, names: dict[str, ast.expr]) -> object:
    """The value of a literal, with None for all that is computed."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return [_literal(element, names) for element in elements]
        case ast.Dict(values=values):  # which extra asks for what is not asked
            return dict(enumerate(_literal(value, names) for value in values))
        case ast.Name(id=name) if name in names:
            return _literal(names[name], {})
    return None


def _python(value: object) -> Iterator[Statement]:
    if isinstance(value, str):
        yield Statement(PYTHON, pep440(value))
