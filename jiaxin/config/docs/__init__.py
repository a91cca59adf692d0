"""The catalogues that the code writes about itself: refusals, columns, actions, events.

`python -m jiaxin.config.docs` writes them into docs/; `--check` only says which ones are stale.
"""
