"""Questions about firms."""
