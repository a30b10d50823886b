#!/usr/bin/env bash
# Runs all tests and lists those skipped, each with its reason; where any failed, the last lines say which and how.
# Arguments go to `swift test`, such as `--filter SweepTests`. Run `scripts/build.sh` first: the end-to-end tests launch
# .build/release/remanence.
#
# Long tests run with REMANENCE_LONG_TESTS=1. With REMANENCE_CI=1 a skipped test fails the run unless its reason begins
# with "long test" (scripts/list-skipped-tests.py has the rule).
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/common.sh
. scripts/common.sh
# shellcheck source=scripts/mpi-environment.sh
. scripts/mpi-environment.sh

scripts/build.sh --tests

# Tests that launch mpirun run beside each other: without this each would pin its first rank to the first core.
export OMPI_MCA_hwloc_base_binding_policy="${OMPI_MCA_hwloc_base_binding_policy-none}"
export REMANENCE_EXECUTABLES="${REMANENCE_EXECUTABLES:-$PWD/.build/release}"
if python=$(scripts/find-python.sh); then export REMANENCE_PYTHON="$python"; fi

folder=.build-tests
log="$folder/test.log"
results="$folder/results.xml"
rm -f "$folder"/results*.xml

# Failures, suites and what tests print; the log has the rest.
show() {
  awk '
    /^✔ Test run / { print; next }
    /^(◇|↳|➜|✔ Test )/ || /^\[[0-9]+\/[0-9]+\]/ { next }
    { print; fflush() }'
}

say "Running the tests (everything they say goes to $log)"
status=0
swift test -c release --skip-build --scratch-path "$folder" --disable-xctest --xunit-output "$results" "$@" 2>&1 </dev/null |
  tee "$log" | show || status=$?

# Swift Testing puts its own name into the file's.
if [ -f "$folder/results-swift-testing.xml" ]; then results="$folder/results-swift-testing.xml"; fi
python3 scripts/list-skipped-tests.py "$results" "$log" || { [ "$status" -ne 0 ] || status=1; }

figures=""
say "Running the tests of the figures"
if [ -n "${REMANENCE_PYTHON-}" ]; then
  "$REMANENCE_PYTHON" -m unittest discover -s analysis/figures/tests >"$folder/figures.log" 2>&1 || figures=failed
  tail -n "$([ -z "$figures" ] && echo 4 || echo 40)" "$folder/figures.log"
else
  complain "No Python that draws was found; the tests of the figures did not run."
  [ "${REMANENCE_CI-}" != 1 ] || status=1
fi
if [ -n "$figures" ]; then status=1; fi
if [ "$status" -ne 0 ]; then complain "The tests did not pass; $log has everything they said."; fi

# Last, for of a long log only the end may be kept.
python3 scripts/list-failed-tests.py "$log"
if [ -n "$figures" ]; then say "Failed: the tests of the figures; $folder/figures.log has everything they said."; fi
exit "$status"
