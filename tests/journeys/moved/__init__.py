"""A clock that a journey moves: on the path of its own product only."""
