"""The firm's desk (企业端): its owner and operators at their daily work.

Promises: whoever is signed in acts for one firm, her account's, and sees no other's; whatever
belongs to another firm is not there; a page is there for the roles it is for.
"""
