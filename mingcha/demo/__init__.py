"""``mingcha demo``: starts the platform, drives three complaints the whole way by the public doors, and reports."""

import os
import time
from pathlib import Path
from signal import SIGHUP, SIGINT, SIGTERM
from urllib.parse import urlsplit

from mingcha.demo.outside import Outside
from mingcha.demo.place import NamedPlace
from mingcha.demo.report import show_report
from mingcha.demo.stage import Stage
from mingcha.demo.story import tell_story
from mingcha.local.platform import Platform
from mingcha.local.screen import Screen
from mingcha.local.stopping import StopAsked, stop_on
from mingcha.local.troubles import CannotRun


def run(root: Path, *, leave: bool, as_json: bool) -> int:
    """Runs the demo on a platform of its own under ``var/demo``, made afresh each time; gives the exit code."""
    folder = root / "var" / "demo"
    try:
        with stop_on(SIGINT, SIGTERM, SIGHUP):
            return _run(root, folder, leave=leave, as_json=as_json)
    except StopAsked:
        return 0
    except CannotRun as trouble:
        Screen.complain(str(trouble))
        return 1


def run_here(*, as_json: bool) -> int:
    """Plays the story on the platform that the environment names, as in containers; gives the exit code.

    That platform must be a fresh one, and send its e-mails and webhooks to this process: ``MINGCHA_DEMO_HOST`` is what
    it calls it, and the ports are 2525 and 8026.
    """
    stage = Stage(quiet=as_json)
    with Outside(os.environ.get("MINGCHA_DEMO_HOST", "127.0.0.1"), smtp_port=2525, hook_port=8026) as outside:
        show_report(tell_story(NamedPlace(), outside, stage), as_json=as_json)
    return 0


def _run(root: Path, folder: Path, *, leave: bool, as_json: bool) -> int:
    stage = Stage(quiet=as_json)
    with Outside() as outside:
        environ = dict(os.environ) | outside.settings
        platform = Platform(root, folder, environ=environ, afresh=True)
        stage.say("启动平台 / starting the platform")
        with platform.running(stage.tell):
            report = tell_story(platform, outside, stage)
            show_report(report, as_json=as_json)
            if not leave:
                _stay(platform, outside, stage)
    return 0


def _stay(platform: Platform, outside: Outside, stage: Stage) -> None:
    stage.say("平台继续运行,Ctrl-C 停止 / the platform goes on running; Ctrl-C stops it")
    addresses = {
        "接口与文档 API and its pages": f"{platform.gateway_url}/schema",
        "消息 broker": _without_password(platform.amqp_uri),
        "数据库 database": _without_password(platform.database_url("complaints")),
        "邮件 mails": str(outside.mails.folder),
        "日志 logs": str(platform.folder / "log"),
    }
    for what, where in addresses.items():
        stage.say(f"  {what:<28} {where}")
    while True:
        time.sleep(1)


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}:{parts.port}{parts.path}"
