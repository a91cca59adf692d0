"""What anybody may see without signing in (公众): the way in, and what a scanned code says.

Promises: a code tells valid or not and never a person; no page here knows who looks.
"""
