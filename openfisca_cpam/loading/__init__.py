"""The law, read from its files: each parameter and each variable is made when it is first asked for."""
