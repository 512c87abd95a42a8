"""The law for an assistant: a server of the Model Context Protocol, on the official SDK (extra ``mcp``)."""
