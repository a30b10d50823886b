#!/usr/bin/env bash
# Trains configs/quickstart.yaml on two ranks, analyses it, and says where the page is. Running it again resumes.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/common.sh
. scripts/common.sh
# shellcheck source=scripts/mpi-environment.sh
. scripts/mpi-environment.sh

run="${1:-runs/quickstart}"
page="$run/report/index.html"

# A Python for the pictures; the numbers come without it too.
if python=$(scripts/find-python.sh); then export REMANENCE_PYTHON="$python"; fi

say "Training configs/quickstart.yaml on two ranks into $run"
mpirun -n 2 .build/release/remanence train configs/quickstart.yaml --output "$run"

say "Analysing $run"
.build/release/remanence-analysis "$run"

if [ ! -f "$page" ]; then
  complain "The analysis ended without a page: $page is missing."
  exit 70
fi
say ""
say "The page is $page - open it in a browser:"
say "    $(realpath "$page")"
