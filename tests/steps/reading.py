"""Reads the steps of one function of a small project."""

from __future__ import annotations

import textwrap
from pathlib import Path

from trees import module, project

from codemods.async_views.decision.graph import Graph
from codemods.async_views.steps.step import Step, Way
from codemods.routines import routines_of

from .conversion import TEXTS

IMPORTS = """\
import datetime, json, logging, re, uuid
from collections import defaultdict

import parcels
from django import forms
from django.conf import settings
from django.core.cache import caches
from django.db.models import F, Prefetch, Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, override
from django.views import View
from django.views.generic import DetailView, FormView

from case.models import Customer, Order, Tag

logger = logging.getLogger(__name__)


"""


def steps(root: Path, code: str, name: str = "view") -> list[Step]:
    """The steps of the function with a name, in a module with models at hand."""
    files = {"case/__init__.py": "", "case/models.py": TEXTS["models.py"]}
    files["case/views.py"] = IMPORTS + textwrap.dedent(code)
    index = project(root, files)
    routines = {one.name: one for one in routines_of(module(index, root, "case/views.py"))}
    return list(Graph(index).steps(routines[name]))


def names(found: list[Step]) -> list[str]:
    """What the steps are called."""
    return [step.name for step in found]


def ways(found: list[Step]) -> list[Way]:
    """How they are done."""
    return [way for step in found if (way := step.native or step.thread) is not None]
