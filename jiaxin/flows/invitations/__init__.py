"""Sealed invitations (封存邀请): rosters that firms import, records that a predecessor hands over.

Promises: an imported row is an invitation, not a record. No look-up, no comparison, no light, and
no word on whether she is known. Facts supplied for her wait in it, sealed; she alone opens it, once
she is proven; what she does not accept is erased after 30 days, and its key destroyed.
"""
