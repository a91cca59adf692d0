"""Running Jiaxin, and working on it: what the front door reads, and small commands."""
