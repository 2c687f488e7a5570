"""Leaders' instructions (批示): attached to a case, reported back by a day."""
