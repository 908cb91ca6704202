"""The search that tries to determine an answer from all that is published of small conferences under geheim."""
