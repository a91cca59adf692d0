"""Who works for which firm (入职、离职), and what the firm may look at (企业查看授权).

Promises: she works for a firm only by her own yes, for one at a time, and leaves when she wants;
a firm sees her record only while she works there and authorises it; every look is hers to see.
"""
