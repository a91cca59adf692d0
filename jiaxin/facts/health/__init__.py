"""The classified health examination (分类体检): classes, items, validity, duties, signatures.

Promises: what each class contains and which trade needs which is dated configuration, never code;
a report whose issuer's signature does not hold never becomes a fact; no measured value is kept.
"""
