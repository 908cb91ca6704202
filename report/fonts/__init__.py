"""IBM Plex Sans, shipped under the SIL Open Font License (`OFL.txt`), so that no system font is needed."""
