"""The host page and the OBS overlay, served on loopback by the process that runs the broadcast."""
