"""The law of the firm's record, one file a subject. Pure."""
