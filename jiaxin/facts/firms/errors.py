"""The refusals of firms."""
