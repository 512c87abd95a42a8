"""Reforms: the law with something changed."""
