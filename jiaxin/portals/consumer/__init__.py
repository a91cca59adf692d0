"""The consumer's app (消费者端): scan, ask, look once, keep a receipt.

Promises: a record is shown to the sign-in that asked, while it is allowed, and is never cached.
"""
