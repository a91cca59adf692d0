"""The firm's record (家政企业信用记录): public facts, each from a named source; and the search.

Promises: what is shown is decided by the day it is read, never by a job that might be late; two
sources that disagree are both shown; a version is never overwritten; no person's number, contact or
document leaves this app.
"""
