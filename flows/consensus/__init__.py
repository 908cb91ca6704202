"""Numbers in, numbers out: exact measures and decision rules, with the standard library alone.

Every threshold is a parameter, in whole percents; every comparison is one of whole numbers, so that
nothing depends on rounding.
"""
