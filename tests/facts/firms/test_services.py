"""The services of firms, as sentences."""
