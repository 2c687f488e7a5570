"""What the processes of ``mingcha up`` find in their environment."""

from pathlib import Path

import pytest

from gateway.attachments.terms import Terms
from mingcha.local.surroundings import Surroundings


def environment_of(folder: Path, environ: dict[str, str]) -> dict[str, str]:
    return Surroundings(
        root=folder,
        folder=folder / "var",
        amqp_uri="amqp://127.0.0.1/",
        management_uri="http://127.0.0.1",
        database_server="postgresql://127.0.0.1/postgres",
        http_host="127.0.0.1",
        http_port=8080,
        metrics_ports={},
        environ=environ,
    ).environment("gateway", "gateway")


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        ({}, "{var}/attachments"),
        ({"MINGCHA_ATTACHMENTS": "s3://said"}, "s3://said"),
        ({"MINGCHA_ATTACHMENTS_FILE": "{file}"}, "s3://filed"),
        ({"MINGCHA_ATTACHMENTS": "s3://said", "MINGCHA_ATTACHMENTS_FILE": "{file}"}, "s3://said"),
    ],
)
def test_the_callers_store_of_attachments_holds_also_where_a_file_names_it(
    environ: dict[str, str], address: str, tmp_path: Path
) -> None:
    file = tmp_path / "store"
    file.write_text("s3://filed\n", encoding="utf-8")
    told = {name: text.format(file=file) for name, text in environ.items()}

    assert Terms.read(environment_of(tmp_path, told)).address == address.format(var=(tmp_path / "var").as_uri())
