"""Messages to people (通知): written under a service, sent with no transaction open.

Promises: one message for one occasion, however often a job runs; the text rests sealed.
"""
