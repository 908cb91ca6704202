"""`python -m bench.inference`: all cases, the bigger ones too; exit 1 where an answer is found. Takes minutes."""

import sys

from bench.inference.cases import BIGGER, ONE_ROUND, TWO_ROUNDS
from bench.inference.searching import search

found = 0
for name, case in {**ONE_ROUND, **TWO_ROUNDS, **BIGGER}.items():
    result = search(case)
    sets, findings = sum(map(len, result.looks)), result.findings()
    found += len(findings)
    print(f"{name}: {sets} sets of answers, {len(result.looks)} looks, {len(findings)} answers found", flush=True)
sys.exit(1 if found else 0)
