"""Runs on a Dask cluster that asks everybody for a certificate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from clusters import Cluster, scheduler
from distributed.security import Security
from origins import migrate, origin

from channels_fix.batch.cluster.joining import ClusterError, join


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What tells Dask of a certificate that all of a cluster have."""
    made, folder = Security.temporary(), tmp_path_factory.mktemp("certificates")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    certificate.write_text(made.tls_ca_file)
    key.write_text(made.tls_client_key)
    told = {"CA_FILE": certificate}
    for role in ("CLIENT", "SCHEDULER", "WORKER"):
        told |= {f"{role}__CERT": certificate, f"{role}__KEY": key}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(file) for name, file in told.items()}


@pytest.fixture(scope="module")
def cluster(certificates: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and a worker that have the certificate."""
    with (
        scheduler(tmp_path_factory.mktemp("cluster") / "tls", "--protocol", "tls", **certificates) as made,
        made.workers(**certificates),
    ):
        yield made


def test_who_has_the_certificate_may_use_the_cluster(
    cluster: Cluster, certificates: dict[str, str], tmp_path: Path
) -> None:
    faulty = origin(tmp_path / "faulty")
    ran = migrate(tmp_path, [faulty], "--push", "--cluster", cluster.address, **certificates)
    assert cluster.address.startswith("tls://")
    assert (ran.code, ran.outcomes) == (0, ["fixed"])


def test_without_the_certificate_one_line_says_what_is_missing(cluster: Cluster) -> None:
    with pytest.raises(ClusterError) as caught:
        join(cluster.address)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{cluster.address}: no scheduler can be reached there: ")
    assert "TLS" in line
