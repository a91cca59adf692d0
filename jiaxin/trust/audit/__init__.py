"""The trail (留痕): one line for every act, done or refused.

Promises: insert-only, by trigger and by database role; written only by the door, in the act's own
transaction; each line has one canonical form whose hash a seal can commit to.
"""
