"""The operator's commands, one module each: `describe(parser)` and `run(arguments)`."""
