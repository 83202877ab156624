"""The servers that host repositories: what forge runs there, and which variable holds the token for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_OF_KIND: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "github": ("/api/v3", ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")),
    "gitlab": ("", ("GITLAB_TOKEN",)),
}
"""Where the API of a server is, and the variables that its own tool looks into."""
KINDS = tuple(_OF_KIND)


@dataclass(frozen=True)
class Server:
    """One server.

    Attributes:
        host: As it stands in addresses, with the port if that is not the usual one.
        kind: `github` or `gitlab`.
        api: Where its API is.
        variables: The environment variables that may hold a token for it; the first that is set counts.
    """

    host: str
    kind: str
    api: str
    variables: tuple[str, ...]

    @classmethod
    def of(
        cls, host: str, kind: str, api: str | None = None, variable: str | None = None, scheme: str = "https"
    ) -> Server:
        """Fill in what every forge of its kind has; the variables of enterprises are those of the forges' own tools."""
        path, variables = _OF_KIND[kind]
        return cls(host, kind, api or f"{scheme}://{host}{path}", (variable,) if variable else variables)

    def project(self, path: str) -> str:
        """The name of a project, from the path of its address: a server of GitLab may be below a path of its host."""
        root = urlsplit(self.api).path.removesuffix("/api/v4").strip("/") if self.kind == "gitlab" else ""
        return path.removeprefix(f"{root}/") if root else path

    def has(self, project: str) -> bool:
        """Whether a project can have such a name: that of a page about a repository is longer, or has a part `-`."""
        parts = project.split("/")
        return len(parts) == 2 if self.kind == "github" else len(parts) > 1 and "-" not in parts


GITHUB = Server("github.com", "github", "https://api.github.com", ("GH_TOKEN", "GITHUB_TOKEN"))
GITLAB = Server("gitlab.com", "gitlab", "https://gitlab.com", ("GITLAB_TOKEN",))
KNOWN: Mapping[str, Server] = {server.host: server for server in (GITHUB, GITLAB)}
