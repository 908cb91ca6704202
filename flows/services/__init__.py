"""The use cases: load, decide (pure), save, commit, then tell."""
