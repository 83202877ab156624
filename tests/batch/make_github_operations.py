"""Makes github_operations.json of GitHub's published OpenAPI description; run it without arguments, it needs npm.

It keeps the operations that are used, with all schemas that these name, and leaves out texts for people.
"""

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "@octokit/openapi@23.0.2"
DESCRIPTION = "package/generated/api.github.com.json"
OPERATIONS = (
    ("get", "/orgs/{org}/repos"),
    ("get", "/repos/{owner}/{repo}/pulls"),
    ("post", "/repos/{owner}/{repo}/pulls"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}"),
    ("patch", "/repos/{owner}/{repo}/pulls/{pull_number}"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"),
    ("get", "/repos/{owner}/{repo}/commits/{ref}/check-runs"),
    ("get", "/repos/{owner}/{repo}/commits/{ref}/status"),
    ("get", "/repos/{owner}/{repo}"),
)
FOR_PEOPLE = {
    "description",
    "example",
    "examples",
    "externalDocs",
    "title",
    "summary",
    "deprecated",
    "default",
    "headers",
}
EXAMPLES = (
    *("minimal-repository", "full-repository", "pull-request-simple", "pull-request", "pull-request-review"),
    *("check-run-paginated", "combined-commit-status"),
)


def download() -> dict:
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / packed.stdout.strip().splitlines()[-1]) as archive:
            return json.load(archive.extractfile(DESCRIPTION))


class Maker:
    def __init__(self, description: dict) -> None:
        self.description = description
        self.schemas: dict[str, object] = {}

    def resolved(self, node: dict) -> dict:
        while "$ref" in node:
            found = self.description
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def operation(self, method: str, path: str) -> dict:
        found = self.description["paths"][path][method]
        body = found.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        return {
            "parameters": {
                (one := self.resolved(parameter))["name"]: {"in": one["in"], "schema": self.schema(one["schema"])}
                for parameter in found["parameters"]
            },
            "body": self.schema(body) if body else None,
            "answers": {status: self.answer(self.resolved(one)) for status, one in found["responses"].items()},
        }

    def answer(self, answer: dict) -> object:
        return self.schema(answer.get("content", {}).get("application/json", {}).get("schema", {}))

    def schema(self, node: object) -> object:
        """A schema of OpenAPI 3.0 as one of JSON Schema."""
        if isinstance(node, list):
            return [self.schema(one) for one in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            if name not in self.schemas:
                self.schemas[name] = {}  # it may name itself
                self.schemas[name] = self.schema(self.resolved(node))
            return {"$ref": f"#/$defs/{name}"}
        kept = {key: self.schema(one) for key, one in node.items() if key == "properties" or key not in FOR_PEOPLE}
        if "properties" in node:
            kept["properties"] = {name: self.schema(one) for name, one in node["properties"].items()}
        return {"anyOf": [kept, {"type": "null"}]} if kept.pop("nullable", False) else kept

    def example(self, name: str) -> object:
        named = self.description["components"]["examples"]
        for key in (name, f"{name}-items", f"{name}-default-response"):
            if key in named:
                value = named[key]["value"]
                return value[0] if isinstance(value, list) else value
        raise KeyError(name)


def main() -> None:
    maker = Maker(download())
    made = {
        "source": PACKAGE,
        "operations": {f"{method.upper()} {path}": maker.operation(method, path) for method, path in OPERATIONS},
        "examples": {name: maker.example(name) for name in EXAMPLES},
        "$defs": maker.schemas,
    }
    lines = [
        f"{json.dumps(key)}: {json.dumps(value, sort_keys=True, separators=(',', ':'))}" for key, value in made.items()
    ]
    Path(__file__).with_name("github_operations.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
