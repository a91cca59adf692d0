"""What a GET of each address answers to everyone: one file a portal, found by its name.

A file has a `PORTAL`: who asks (its columns), whose the objects in its paths are, its table, and a
scene that makes them. Rows are added in the file of their portal; a new portal is a new file.
302 sends to signing in, or on to the step that is next; 405 is for POST only; 404 and 410 tell
nothing.
"""
