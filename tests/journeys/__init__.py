"""Journeys: a person's goal, walked in a real browser through the whole running product."""
