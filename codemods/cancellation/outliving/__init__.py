"""What the rule about tasks that outlive their consumer works with."""
