"""How a firm comes in (企业入驻): its legal representative is proven, and owns its desk.

Promises: an owner's account is opened only for whom the register of firms names and the police
know; whoever is not is told the same, whatever was wrong; a firm that has an owner gets no second,
and another one only after the first had three days to object.
"""
