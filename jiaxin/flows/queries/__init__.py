"""The credit query (信用查询): ask, approve, look once, end.

Promises: nobody sees what she did not allow; each transition happens once, under races and retries;
every look is on her page, with what was seen.
"""
