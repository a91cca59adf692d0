"""The exchange's verbs: parties, what comes in, how it is applied, what waits in quarantine."""
