"""What a run of `channels-fix batch` says: progress on stderr, results on stdout, two files in the workspace."""
