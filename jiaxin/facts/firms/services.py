"""The verbs of firms."""
