"""Where objects of a class of the project are built: what its `__init__` is given."""

from __future__ import annotations

import ast

from channels_fix.module import Class
from channels_fix.project import Project
from codemods.routines import Mention, Routine, mentions_of

BY_OTHER_NAMES = ("@classmethod", "__class__", "type(")
"""A class whose text has one of these may build objects of itself without its name."""
LOOKING = ("isinstance", "issubclass")


def buildings_of(routine: Routine, project: Project) -> list[Mention] | None:
    """The calls that build objects with an `__init__` of the project; None if there may be others.

    Args:
        routine: The `__init__`.
        project: The index.
    """
    if routine.cls is None:
        return None
    found: list[Mention] = []
    for cls in (routine.cls, *project.descendants(routine.cls)):
        if any(word in ast.get_source_segment(cls.module.text, cls.node, padded=False) or "" for word in BY_OTHER_NAMES):
            return None
        for mention in mentions_of_class(cls, project):
            symbol = project.resolve(mention.node, mention.module, mention.within)
            if symbol is None or symbol.definition is not cls:
                continue
            if is_call(mention):
                found.append(mention)
            elif not _only_looks(mention):
                return None
    # `super().__init__(...)` of a class that derives from it
    found += [one for one in mentions_of(routine, project) if is_call(one)]
    return found
