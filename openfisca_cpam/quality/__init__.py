"""Checks of the package on itself: what is covered, cases, dates."""
