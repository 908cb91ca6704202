"""Handlers: parse, call one service, render. They take no decision and open no transaction."""
