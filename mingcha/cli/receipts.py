"""``mingcha receipt verify``: is a registration still what its receipt says?"""

from pathlib import Path
from typing import Annotated

import typer

from contracts.receipts import ProofForged, Verdict
from contracts.refusals import Invalid
from contracts.wire import read
from gateway.edge.proofs import Proof, check
from mingcha.cli.running import client
from mingcha.cli.screen import AsJson, complain, show

app = typer.Typer(no_args_is_help=True)

SAID = {
    Verdict.GENUINE: "登记属实,历史未改动 / registered as the receipt says",
    Verdict.ALTERED: "登记已被改动或重新登记 / the registration was altered or made anew",
    Verdict.DELETED: "登记已被删除 / the registration was deleted",
}


@app.callback()
def receipt() -> None:
    """登记回执 / receipts."""


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="登记时返回的 proof(JSON) / the proof that was given at the filing")],
    key: Annotated[
        str,
        typer.Option(help="早先记下的公钥,先不经平台核对签名 / the public key noted before: checked without us first"),
    ] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """核验登记是否被删除或改动;不属实则退出码为 1 / a deleted or altered registration ends with exit code 1."""
    body = file.read_bytes()
    try:
        proof = read(Proof, body)
        if key:
            check(proof, key)
    except (Invalid, ProofForged) as no:
        complain(f"{no.text('zh')} / {no.text('en')}")
        raise typer.Exit(1) from None
    with client("") as gateway:
        found = gateway.verify_registration(body)
    verdict = Verdict(found["verdict"])
    said = [SAID[verdict], f"{found['number']} {found['registered_at'] or '—'} {found['chain_head'] or '—'}"]
    show(found, said, as_json=as_json)
    raise typer.Exit(0 if verdict is Verdict.GENUINE else 1)
