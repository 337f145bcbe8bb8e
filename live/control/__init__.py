"""How other processes watch and steer a running broadcast: its control channel, on loopback, for this user alone."""
