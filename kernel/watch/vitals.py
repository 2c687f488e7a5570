"""The figures of every process, the gateway's too."""

from prometheus_client import Gauge

PROCESS_INFO = Gauge("mingcha_process_info", "Always 1; which process and version this is", ("process", "version"))
LOOP_SILENT_SECONDS = Gauge("mingcha_loop_silent_seconds", "How long ago the process's loop last turned")
DATABASE_CONNECTIONS = Gauge("mingcha_database_connections_in_use", "Pooled database connections in use")
