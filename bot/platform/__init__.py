"""Talking with the Bot API: transport, taking updates in, sending within the limits. Knows no conferences."""
