"""What a Django view is: which functions and classes of a project answer requests, and what stands around them."""
