"""Cards: pure functions from what is known to what a phone shows. No state, no I/O."""
