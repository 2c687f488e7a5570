"""All lines of the bench, in the order of the table; their names stay, so that runs can be compared."""

from bench.figures import (
    Measure,
    ratio_at_least,
    ratio_at_most,
    value_at_least,
    value_at_most,
)

RATE, MS, MIB = "1/s", "ms", "MiB"

MEASURES = (
    # What the machine gives
    Measure("generator_limit", RATE),
    Measure("postgres_commits_1_client", RATE),
    Measure("postgres_commits_32_clients", RATE),
    Measure("rabbitmq_publish_1_by_1", RATE),
    Measure("rabbitmq_publish_window_200", RATE),
    Measure("rabbitmq_consume_batched", RATE),
    Measure("litestar_get", RATE),
    # What the peers do
    Measure("fastapi_post_64_clients", RATE, "postgres_commits_32_clients"),
    Measure("fastapi_post_1_client_p50", MS),
    Measure("fastapi_get_32_clients", RATE, "litestar_get"),
    Measure("nameko_post_64_clients", RATE, "postgres_commits_32_clients"),
    Measure("nameko_post_1_client_p50", MS),
    Measure("nameko_get_32_clients", RATE, "litestar_get"),
    # What ours does
    Measure("post_64_clients", RATE, "fastapi_post_64_clients", ratio_at_least(3)),
    Measure("post_64_clients_nameko", RATE, "nameko_post_64_clients", ratio_at_least(6)),
    Measure("post_1_client_p50", MS, "fastapi_post_1_client_p50", ratio_at_most(1.25)),
    Measure("get_32_clients", RATE, "fastapi_get_32_clients", ratio_at_least(1)),
    Measure("department_events", RATE, "rabbitmq_consume_batched", value_at_least(2500)),
    Measure("event_latency_p99_ms", MS, "", value_at_most(50)),
    Measure("memory_rest", MIB, "", value_at_most(120)),
    Measure("memory_load", MIB, "memory_rest", value_at_most(250)),
    Measure("memory_growth", f"{MIB}/h", "", value_at_most(10)),
    Measure("growth_post_10k", RATE),
    Measure("growth_post_1m", RATE, "growth_post_10k", ratio_at_least(0.9)),
    Measure("growth_get_10k", RATE),
    Measure("growth_get_1m", RATE, "growth_get_10k", ratio_at_least(0.9)),
    Measure("list_p95_1m", MS, "", value_at_most(100)),
    Measure("search_p95_1m", MS, "", value_at_most(100)),
    Measure("statistics_p95_1m", MS, "", value_at_most(100)),
)
"""``post_64_clients`` and ``post_64_clients_nameko`` are one figure against two peers.

``memory_*`` are of the largest process. ``growth_*`` and ``*_1m`` are named after the complaints there were before.
"""
