"""Template tags of the parts app."""
