"""The services of complaints, as sentences."""
