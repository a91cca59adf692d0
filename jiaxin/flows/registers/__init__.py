"""Registers (登记簿): assessments of what the handling of data may do, and breaches of it.

Promises: a breach has a clock from the moment it was found (PIPL art. 57); whom it concerns is
worked out from the trail and never typed; each of them is told once, however often the telling is
broken off. What is registered is never changed: an assessment that is replaced stays.
"""
