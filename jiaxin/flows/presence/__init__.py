"""Showing that it is she (本人验证): by face, by a device key, or by PIN and text message.

Promises: the three have equal effect; each check is bound to one purpose and one thing, holds for
two minutes, and is spent once; no picture is kept.
"""
