"""Corrections (异议): a worker or a firm says that a fact is wrong, and it is decided in time.

Promises: the fact is marked as disputed in the act that files it; its source, or an officer,
answers within working days, with reasons; one appeal goes to another person; what is upheld is put
right everywhere in one transaction, and who saw the wrong version is told that it was corrected.
"""
