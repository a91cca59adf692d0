"""The vetting desk (待核实): two persons decide what a machine may not.

Promises: nothing is decided against her before she could speak, and never by fewer than two
persons; nobody but a reviewer who holds her case may open it; she sees each time somebody did.
"""
