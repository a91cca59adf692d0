"""The worker's credit record (家政服务员信用记录): facts, their sources and versions, the light.

Promises: every fact says who says so and when it was last checked; a version is never overwritten;
no fact is read without a proof; the light is never green when a source cannot be reached.
"""
