"""The law of invitations: how long they wait, what a roster's columns mean, what is amiss. Pure."""
