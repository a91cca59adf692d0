"""What firms announces."""
