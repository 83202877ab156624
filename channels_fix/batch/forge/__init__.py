"""The servers' own APIs: pull requests, and the repositories of an organisation or a group."""
