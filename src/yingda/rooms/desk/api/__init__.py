"""HTTP and the agent's socket."""

from .http import routes
from .report import report_routes
from .socket import agent_socket

__all__ = ["agent_socket", "report_routes", "routes"]
