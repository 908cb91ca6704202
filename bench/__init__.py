"""What it costs: the budgets of the design, measured in one run (`make bench`).

`__main__` runs the benches and says the verdict; `row` is what a bench gives, `clock` how time is taken, `table` how
it is told. Every other module is one bench, and is named in `__main__`. Tests never look at a time that was measured.
"""
