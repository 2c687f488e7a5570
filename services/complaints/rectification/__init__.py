"""Rectification 整改: what was found wrong is put right, checked, looked at again, and reopened when it comes back."""
