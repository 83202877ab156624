"""What a project says about the versions of Python and of the packages that it runs on."""
