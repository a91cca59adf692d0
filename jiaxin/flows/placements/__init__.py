"""A service on record (服务): a worker, a family, a firm where there is one, work, and dates.

Promises: it stands once both sides said yes, never by one alone; while it lasts the family is told
if her certificate is out of force, without a reason; after its end the family sees nothing more.
"""
