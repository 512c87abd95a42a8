"""Vector helpers for formulas: rounding, dates, periods, choices. No law in them."""
