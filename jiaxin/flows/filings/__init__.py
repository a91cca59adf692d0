"""Filings and awards (备案与行政奖励): a firm files, the commerce department returns or accepts.

Promises: what a firm says of itself stands on its record once an officer of its region took it,
and not before; a filing is decided once, whoever is quicker; what was returned says which part and
why; every act stands in its history.
"""
