"""Speed as ratios beside a baseline run next to it: these machines are noisy, absolute times mean little."""
