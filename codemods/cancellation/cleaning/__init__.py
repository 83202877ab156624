"""What has to be cleaned up before a cancellation goes on."""
