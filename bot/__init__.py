"""Telegram: intake, handlers, cards, the command line, and the composition root."""
