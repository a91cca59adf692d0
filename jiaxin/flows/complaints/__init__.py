"""Complaints (投诉): what was badly done in a service is heard, and decided in time.

Promises: only on a service that both sides confirmed, once a side and matter; the other side is
heard before anything is decided; what may be a crime is for the police, is not mediated, and its
evidence is kept; one decision with reasons, told to both; nothing of it is a fact of her record.
"""
