"""Exposure 曝光: what was found true is made known, after another has verified it and the department was heard."""
