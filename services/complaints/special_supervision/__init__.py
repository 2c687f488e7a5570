"""Special supervision 专项督查: one topic, many departments: self-check, visits, report, rectification, recheck."""
