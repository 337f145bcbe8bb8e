"""The host page and the OBS overlay, served on loopback."""
