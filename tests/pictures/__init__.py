"""Test pictures: faces from packages, turns of a head and of a photo, drawn cards."""
