"""The console (监管端): officers, reviewers and the three administrators at their desk.

Promises: a page is there for the roles it is for, and for nobody else; whoever is signed in has
shown two factors; nothing dangerous is done on an old proof.
"""
