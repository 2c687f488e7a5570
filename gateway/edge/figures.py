"""The gateway's figures. A route is its template, ``/v1/complaints/{number}``: a path would be a label a complaint."""

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)

HTTP_REQUESTS = Counter(
    "mingcha_http_requests",
    "Requests answered; a command that was only accepted is a 202",
    ("route", "method", "status"),
)
HTTP_REQUEST_SECONDS = Histogram(
    "mingcha_http_request_seconds", "From a request to the end of its answer", ("route", "method"), buckets=_SECONDS
)
BUS_WAITING = Gauge("mingcha_bus_waiting", "Requests that wait for a service's reply")
BUS_OPEN = Gauge("mingcha_bus_open", "1 while the gateway is connected to the broker")
RECEIPTS_WRONG = Counter("mingcha_receipts_wrong", "Receipts that did not fit their number")
