"""The departments' side of the exchange (演示用对端), a program of its own.

Built from docs/PROTOCOL.md alone: it imports nothing of the product, keeps its own register of
made-up people, and decides from that. Also plays the message provider, with a phone on the screen.
For demonstrations and tests only.
"""
