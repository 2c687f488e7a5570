"""The directory (部门名录): departments, the office and the leading group, their posts and their complaint phones."""
