"""The business, its staff and their roles."""

from typing import Any

from litestar import Request, get, patch, post
from litestar.params import FromPath, JSONBody

from yingda.kernel import Principal, pick

from ..model import ROLES
from ..service import Accounts
from .shapes import AgentCard, AgentPatch, BusinessCard, BusinessPatch, agent_card, business_card, given

Ask = Request[Principal, Any, Any]


def staff_routes(accounts: Accounts) -> list[Any]:
    """/api/business, /api/agents, /api/roles."""

    @get("/api/business", opt={"permission": "business.read"})
    async def business(request: Ask) -> BusinessCard:
        """The profile."""
        return business_card(await accounts.business(request.user.tenant))

    @patch("/api/business", opt={"permission": "business.write"})
    async def change_business(request: Ask, data: JSONBody[BusinessPatch]) -> BusinessCard:
        """Changes it."""
        return business_card(await accounts.change_business(request.user.tenant, given(data)))

    @get("/api/agents", opt={"permission": "agents.read"})
    async def agents(request: Ask) -> list[AgentCard]:
        """The team, also those who have left."""
        seen = await accounts.seen(request.user.tenant)
        return [agent_card(one, seen.get(one.id, 0)) for one in await accounts.agents(request.user.tenant)]

    @post("/api/agents", opt={"permission": "agents.write"}, status_code=201)
    async def hire(request: Ask, data: JSONBody[AgentPatch]) -> AgentCard:
        """A new colleague."""
        fields = given(data, "password", "active")
        return agent_card(await accounts.hire(request.user.tenant, password=data.password, **fields), 0)

    @patch("/api/agents/{id:str}", opt={"permission": "agents.write"})
    async def change_agent(request: Ask, id: FromPath[str], data: JSONBody[AgentPatch]) -> AgentCard:
        """Changes a colleague; `active: false` lets him go."""
        agent = await accounts.change_agent(request.user.tenant, id, given(data, "password"), data.password)
        return agent_card(agent, (await accounts.seen(request.user.tenant)).get(id, 0))

    @get("/api/roles", opt={"permission": "agents.read"})
    async def roles(request: Ask) -> list[dict[str, Any]]:
        """The roles and what each may."""
        language = request.user.language
        return [
            {"name": role.name, "title": pick(role.title, language), "permissions": sorted(role.permissions)}
            for role in ROLES.values()
        ]

    return [business, change_business, agents, hire, change_agent, roles]
