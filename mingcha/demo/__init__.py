"""``mingcha demo``: starts the platform, drives one complaint the whole way by the public doors alone, and reports."""

import os
import time
from pathlib import Path
from signal import SIGHUP, SIGINT, SIGTERM

from mingcha.demo.outside import Outside
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
    stage.say(f"平台继续运行 / the platform goes on running: {platform.gateway_url}/schema")
    stage.say(f"邮件 / mails: {outside.mails.folder}")
    stage.say("Ctrl-C 停止 / stops it")
    while True:
        time.sleep(1)
