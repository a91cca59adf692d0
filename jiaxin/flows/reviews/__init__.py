"""Reviews (服务评价): what a family says after a service that both sides confirmed.

Promises: one review a service, one answer of hers and one of the firm's; plain words, no score; it
is shown with her record to whom she allows that, and to nobody else; a person, not a machine,
decides what may not stay, and says why.
"""
