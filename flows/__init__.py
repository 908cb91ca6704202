"""The domain of Rondetafel and its services: no Telegram, no SQL, no HTTP, no event loop."""
