"""Who may do what (权限), and the one door that every act passes.

Promises: an act is refused unless its actor's role holds it; an act and its line in the trail
commit together or not at all; a refused act leaves a line too.
"""
