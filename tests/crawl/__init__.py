"""A crawler that follows whatever is offered, and a scanner that tries what strangers try."""
