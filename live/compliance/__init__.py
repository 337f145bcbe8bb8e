"""Words the host must not say."""
