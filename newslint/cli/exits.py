"""The exit codes, all in one place."""

CLEAN = 0
FINDINGS = 1
MISTAKE = 2
INTERRUPTED = 130
TERMINATED = 143
