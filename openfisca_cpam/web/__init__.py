"""The service: OpenFisca's Web API on this law, made safe, and the steps of each result."""
