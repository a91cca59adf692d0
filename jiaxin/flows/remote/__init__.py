"""Answering without a phone that shows pages (远程办理), and links that her firm begins.

Promises: a request may be answered by text message, with a code that is good for that one request,
from her own number, for two hours, once; or at a staffed counter, where she shows that it is she
and the helper, who is named to her, sees nothing of her record. A firm's share link begins when she
says yes, and not before.
"""
