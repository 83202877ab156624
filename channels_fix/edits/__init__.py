"""The verbs of rewriting: small changes of one node, told apart by the span of the node they change.

They are plain data until they run, so that finding a fault never imports LibCST.
"""
