"""The pages of a firm's desk, one file a topic."""
