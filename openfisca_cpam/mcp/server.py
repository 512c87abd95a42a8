"""The tools over the Model Context Protocol, on standard input and output."""

import json
import logging
import uuid
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import CallToolRequestParams, CallToolResult, ListToolsResult, TextContent, ToolAnnotations
from mcp_types import Tool as Described

from openfisca_cpam.mcp.tools import INSTRUCTIONS, Refused, Tools
from openfisca_cpam.situation import messages as m

log = logging.getLogger("openfisca_cpam.mcp")


def server(tools: Tools, version: str = "") -> Server[Any]:
    """The server of these tools; nothing that is sent is kept or logged."""

    async def listed(_context: Any, _params: Any) -> ListToolsResult:
        hints = ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        return ListToolsResult(
            tools=[
                Described(
                    name=name,
                    title=tool.title,
                    description=tool.description,
                    input_schema=tool.schema(),
                    annotations=hints,
                )
                for name, tool in tools.by_name.items()
            ]
        )

    async def called(_context: Any, params: CallToolRequestParams) -> CallToolResult:
        return await anyio.to_thread.run_sync(_answer, tools, params.name, params.arguments or {})

    return Server(
        "openfisca-cpam",
        version=version,
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )


def _answer(tools: Tools, name: str, arguments: dict[str, Any]) -> CallToolResult:
    try:
        content = tools.call(name, arguments)
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, default=str)
    except Refused as refused:
        return CallToolResult(content=[TextContent(type="text", text=refused.args[0])], is_error=True)
    except Exception as error:
        identifier = uuid.uuid4().hex[:12]
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place is not None else "?"
        # As the Web API: the kind and the place of the fault, never its message.
        log.error("fault %s: %s at %s", identifier, type(error).__name__, where)
        said = f"{m.in_language(m.FAULT(), tools.language)} ({identifier})"
        return CallToolResult(content=[TextContent(type="text", text=said)], is_error=True)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=json.loads(text))


def serve(tools: Tools, version: str) -> None:
    """Serve on standard input and output, until the input ends."""

    async def run() -> None:
        one = server(tools, version)
        async with stdio_server() as (incoming, outgoing):
            await one.run(incoming, outgoing, one.create_initialization_options())

    anyio.run(run)
