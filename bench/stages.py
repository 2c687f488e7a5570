"""The stages of a run, in their order: limits, the contest, ours alone, a million complaints."""

from functools import partial

from bench import ours, rivals
from bench.contenders import Contender
from bench.contest import Rival, contest, post_64_clients
from bench.department_events import department_events
from bench.environment import peers_environment
from bench.ground import Ground, ground
from bench.growing import growing
from bench.latency import event_latency
from bench.limits import LIMITS, limits
from bench.memory import memory_at_rest, memory_under_load
from bench.profiling import profile
from bench.run import Run
from mingcha.local.platform import Platform

CONTEST = (
    "post_64_clients",
    "post_64_clients_nameko",
    "post_1_client_p50",
    "get_32_clients",
)
ALONE = ("department_events", "event_latency_p99_ms", "memory_rest", "memory_load", "memory_growth")
GROWTH = ("growth_post_10k", "growth_post_1m", "growth_get_10k", "growth_get_1m")
PAGES = ("list_p95_1m", "search_p95_1m", "statistics_p95_1m")


def measure(run: Run, *, growth: bool, profiled: str = "") -> None:
    """Runs the stages that are wanted; with ``profiled``, that process is profiled and nothing measured."""
    run.stage("启动服务器", "the servers")
    with ground(run.folder / "servers") as servers:
        platform = ours.platform_on(
            run.folder / "platform",
            amqp_uri=servers.amqp_uri,
            management_uri=servers.management_uri,
            server=servers.server,
        )
        if profiled:
            _profile(run, platform, profiled)
            return
        if run.wants(*LIMITS):
            run.stage("本机极限", "what the machine gives")
            limits(run, servers)
        if run.wants(*CONTEST):
            run.stage("与对比对象轮流", "in turns with the peers")
            contest(run, _rivals(run, servers, platform))
        if run.wants(*ALONE):
            run.stage("本平台", "ours alone")
            _alone(run, platform)
        if growth and run.wants(*GROWTH, *PAGES):
            run.stage("一万与一百万件", "ten thousand and a million complaints")
            growing(run, servers)


def _rivals(run: Run, servers: Ground, platform: Platform) -> list[Rival]:
    """Everybody, the peers first."""
    programs = peers_environment(run)
    servers.fresh_databases(rivals.DATABASES)
    fastapi = partial(rivals.fastapi_faststream, servers, programs, run.folder / "fastapi")
    nameko = partial(rivals.stock_nameko, servers, programs, run.folder / "nameko")
    return [
        Rival(Contender("FastAPI", fastapi), "fastapi_"),
        Rival(Contender("nameko", nameko), "nameko_"),
        Rival(Contender("Mingcha", partial(ours.at_work, platform))),
    ]


def _alone(run: Run, platform: Platform) -> None:
    with ours.at_work(platform) as door:
        if run.wants("memory_rest", "memory_load"):
            memory_at_rest(run, platform)
        if run.wants("event_latency_p99_ms"):
            event_latency(run, platform, door)
        if run.wants("department_events"):
            department_events(run, platform)
        if run.wants("memory_load", "memory_growth"):
            memory_under_load(run, platform, door)


def _profile(run: Run, platform: Platform, process: str) -> None:
    programs = peers_environment(run)
    run.stage(f"剖析 {process}", f"profile of {process}")
    with ours.at_work(platform) as door:

        def work(seconds: float) -> None:
            if "department_events" in run.only:
                department_events(run, platform)
            else:
                post_64_clients(door, seconds)

        profile(run, platform, process, programs, work)
