"""What the forges' own documents say of requests and answers, and whether a request or an answer keeps to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

_STRING, _BOOLEAN, _INTEGER = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
_SWITCH = {"enum": ["True", "False", "true", "false"]}
"""A boolean in a query."""
_PAGES = {"page": _INTEGER, "per_page": {"type": "integer", "minimum": 1, "maximum": 100}}
_SORT = {"enum": ["asc", "desc"]}
_MERGE_REQUEST = {
    "type": "object",
    "required": ["id", "iid", "project_id", "title", "state", "web_url", "sha", "source_branch", "target_branch"],
    "properties": {
        **dict.fromkeys(("id", "iid", "project_id", "source_project_id", "target_project_id"), _INTEGER),
        **dict.fromkeys(("title", "description", "web_url", "sha", "source_branch", "target_branch"), _STRING),
        "state": {"enum": ["opened", "closed", "locked", "merged"]},
        "merge_status": {"enum": ["unchecked", "checking", "can_be_merged", "cannot_be_merged"]},
        "detailed_merge_status": _STRING,
    },
}
_PROJECT = {
    "type": "object",
    "required": ["id", "path_with_namespace", "http_url_to_repo", "archived", "topics"],
    "properties": {"archived": _BOOLEAN, "topics": {"type": "array", "items": _STRING}, "http_url_to_repo": _STRING},
}


def _operation(
    query: Mapping[str, Any], status: str, answer: Mapping[str, Any], body: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    in_path = {name: {"in": "path", "schema": {}} for name in ("id", "merge_request_iid")}
    in_query = {name: {"in": "query", "schema": schema} for name, schema in query.items()}
    return {"parameters": {**in_path, **in_query}, "body": body, "answers": {status: answer}}


# Source: the APIs of groups, projects and merge requests in GitLab's documentation: of answers the fields that matter.
_GITLAB: dict[str, Any] = {
    "GET /groups/{id}/projects": _operation(
        {
            **dict.fromkeys(
                ("archived", "owned", "simple", "starred", "with_shared", "include_subgroups", "with_issues_enabled"),
                _SWITCH,
            ),
            **dict.fromkeys(("search", "topic", "visibility"), _STRING),
            "order_by": {"enum": ["id", "name", "path", "created_at", "updated_at", "similarity", "last_activity_at"]},
            "sort": _SORT,
            **_PAGES,
        },
        "200",
        {"type": "array", "items": _PROJECT},
    ),
    "GET /projects/{id}": _operation(
        dict.fromkeys(("license", "statistics", "with_custom_attributes"), _SWITCH), "200", _PROJECT
    ),
    "GET /projects/{id}/merge_requests": _operation(
        {
            "state": {"enum": ["all", "closed", "locked", "merged", "opened"]},
            "order_by": {"enum": ["created_at", "label_priority", "milestone_due", "popularity", "priority", "title"]},
            "sort": _SORT,
            **dict.fromkeys(("source_branch", "target_branch", "search", "labels", "author_username"), _STRING),
            **_PAGES,
        },
        "200",
        {"type": "array", "items": _MERGE_REQUEST},
    ),
    "POST /projects/{id}/merge_requests": _operation(
        {},
        "201",
        _MERGE_REQUEST,
        {
            "type": "object",
            "required": ["source_branch", "target_branch", "title"],
            "properties": {
                "source_branch": _STRING,
                "target_branch": _STRING,
                "title": {"type": "string", "maxLength": 255},
                "description": {"type": "string", "maxLength": 1048576},
                "remove_source_branch": _BOOLEAN,
                "squash": _BOOLEAN,
            },
        },
    ),
    "GET /projects/{id}/merge_requests/{merge_request_iid}": _operation({}, "200", _MERGE_REQUEST),
    "PUT /projects/{id}/merge_requests/{merge_request_iid}": _operation(
        {},
        "200",
        _MERGE_REQUEST,
        {
            "type": "object",
            "minProperties": 1,
            "properties": {
                "title": {"type": "string", "maxLength": 255},
                "description": {"type": "string", "maxLength": 1048576},
                "state_event": {"enum": ["close", "reopen"]},
                "target_branch": _STRING,
            },
        },
    ),
}


class Contract:
    """The operations of one API; `documented` is what `make_github_operations.py` writes."""

    def __init__(self, documented: Mapping[str, Any]) -> None:
        self.examples: dict[str, Any] = documented.get("examples", {})
        self._operations = documented["operations"]
        self._schemas = documented.get("$defs", {})
        self._patterns = {
            name: re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(name))) for name in self._operations
        }

    def operation(self, method: str, path: str) -> tuple[str, dict[str, str]]:
        """The name of the operation that a request is for, and what stands in its path.

        Raises:
            KeyError: there is none.
        """
        for name, pattern in self._patterns.items():
            if found := pattern.fullmatch(f"{method} {path}"):
                return name, found.groupdict()
        raise KeyError(f"{method} {path}")

    def faults(self, name: str, query: Mapping[str, str], body: Any) -> Iterator[str]:
        """What is wrong with a request."""
        operation = self._operations[name]
        known = {key: one["schema"] for key, one in operation["parameters"].items() if one["in"] == "query"}
        for key, text in query.items():
            if key not in known:
                yield f"{name}: the parameter {key!r} is not documented"
            else:
                yield from self._faults(f"{name}: {key}", known[key], int(text) if text.isdecimal() else text)
        schema = operation["body"]
        if schema is None and body not in (None, {}):
            yield f"{name}: takes no body"
        elif schema is not None:
            # a name that is not documented has no effect, and is a mistake
            yield from self._faults(name, {"$ref": "#/$defs/-body", "unevaluatedProperties": False}, body, schema)

    def answer_faults(self, name: str, status: int, body: Any) -> Iterator[str]:
        """What is wrong with an answer."""
        yield from self._faults(f"{name}: {status}", self._operations[name]["answers"].get(str(status), {}), body)

    def _faults(self, where: str, schema: Any, value: Any, body: Any = None) -> Iterator[str]:
        whole = {**schema, "$defs": {**self._schemas, "-body": body or {}}}
        for error in Draft202012Validator(whole).iter_errors(value):
            yield f"{where}: {error.json_path}: {error.message}"


GITHUB = Contract(json.loads(Path(__file__).with_name("github_operations.json").read_text(encoding="utf-8")))
GITLAB = Contract({"operations": _GITLAB})
