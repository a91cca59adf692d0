"""The exchange's inbound door (数据交换入口): signed HTTPS in, signed and sealed receipts out.

Whoever comes is a registered party, shown by its signature; nothing is opened, and nothing is
remembered, before that. The words of the door are docs/PROTOCOL.md's.
"""
