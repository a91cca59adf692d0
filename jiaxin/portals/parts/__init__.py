"""What portals share (共用部件): base pages, tags, sign-ins, actors, refusals as pages.

Promises: nothing personal is cached; a refusal becomes words that say what to do.
"""
