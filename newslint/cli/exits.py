"""The exit codes, all in one place."""

CLEAN = 0
FINDINGS = 1
MISTAKE = 2
INTERRUPTED = 130
UNREAD = 141  # nobody reads the report any more, so the run ended early; as a shell has it for SIGPIPE
TERMINATED = 143
