"""What a worker agreed to (授权): sheets, grants, receipts, withdrawals, and the proof.

Promises: nothing is read without a proof that only `prove` makes; a consent ends at its moment,
wherever it is read; withdrawing is as easy as giving; what text she agreed to is never lost.
"""
