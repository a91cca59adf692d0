"""Epidemic health (防疫健康信息): orders that open it, daily declarations, an authority's answers.

Promises: while no order is in force there is no page, no consent and nothing is shown; what she
declares and what an authority answers are kept apart; each is erased when its time ends, and from
that moment on no read returns it, whether the erasing ran or not.
"""
