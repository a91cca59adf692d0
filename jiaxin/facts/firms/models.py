"""The tables of firms."""
