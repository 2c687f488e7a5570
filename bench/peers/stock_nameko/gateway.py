"""The peer's HTTP process: a stock ``http`` entrypoint that calls the service by ``RpcProxy``."""

import json

from nameko.rpc import RpcProxy
from nameko.web.handlers import http
from werkzeug import Request

Answer = tuple[int, dict[str, str], str]


class GatewayService:
    """HTTP in, RPC out."""

    name = "gateway"

    complaints = RpcProxy("complaints")

    @http("POST", "/v1/complaints")
    def file_complaint(self, request: Request) -> Answer:
        """Files a complaint; what is wrong with it answers 422."""
        answer = self.complaints.file_complaint(json.loads(request.get_data()))
        status = 422 if "errors" in answer else 201
        return status, {"Content-Type": "application/json"}, json.dumps(answer)

    @http("GET", "/v1/complaints/<string:number>")
    def find_complaint(self, _request: Request, number: str) -> Answer:
        """One complaint."""
        found = self.complaints.find_complaint(number)
        return (200 if found else 404), {"Content-Type": "application/json"}, json.dumps(found)

    @http("GET", "/readyz")
    def ready(self, _request: Request) -> str:
        """Says that it works."""
        return "ready"
