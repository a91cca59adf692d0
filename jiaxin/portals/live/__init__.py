"""The waiting room (实时通知): pages wait here and are told "look again", nothing else.

Promises: no personal data, no session, no table; what it misses, polling finds.
"""
