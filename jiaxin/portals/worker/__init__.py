"""The worker's app (服务员端): her certificate, her record, her consents, her answers, who looked.

Promises: one request is one sheet; refusing is as easy as approving; face is never the only way.
"""
