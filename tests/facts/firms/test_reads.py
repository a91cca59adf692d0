"""The reads of firms, as sentences."""
