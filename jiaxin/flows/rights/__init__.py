"""The person's rights (个人信息权利): copies, restriction, deletion, ends in time.

Promises: what is held about her is in her copy, table by table, whoever made the table; what is
deleted opens to nobody; what outlives a deletion has a reason that she was told.
"""
