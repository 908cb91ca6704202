"""A conference without Telegram: a strict Bot API server on the own machine, and people who use it."""
