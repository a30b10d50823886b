#!/usr/bin/env bash
# Trains a configuration of configs/dynamical-phases, analyses it, compares it with published counts, and keeps the tables
# and pictures in docs/reproductions/NAME. Running it again goes on with what was stopped; what is done is not done again.
#
#   scripts/reproduce.sh NAME [--ranks N] [--beside NAME]... [--runs DIR]
#
# NAME is a file of configs/dynamical-phases without .yaml; N defaults to the processors there are; runs go to DIR/NAME
# (default: runs). --beside draws other runs of DIR, analysed before, on the page of this one.
# Exit status: 0 done; otherwise that of the first step that failed.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/common.sh
. scripts/common.sh
# shellcheck source=scripts/mpi-environment.sh
. scripts/mpi-environment.sh

name="${1:?usage: scripts/reproduce.sh NAME [--ranks N] [--beside NAME]... [--runs DIR]}"
shift
ranks=$(nproc)
runs=runs
others=()
while [ "$#" -gt 0 ]; do
  if [ "$#" -lt 2 ]; then complain "$1 needs a value"; exit 64; fi
  case "$1" in
    --ranks) ranks="$2" ;;
    --beside) others+=("$2") ;;
    --runs) runs="$2" ;;
    *) complain "unknown option $1"; exit 64 ;;
  esac
  shift 2
done

# Which published counts a configuration can be compared with.
case "$name" in
  post-reaction*) published=post-reaction ;;
  slow-time-constant*) published=slow-time-constant ;;
  no-memory-control*) published=no-memory-control ;;
  *) published=no-post-reaction ;;
esac

run="$runs/$name"
kept="docs/reproductions/$name"
analysis=.build/release/remanence-analysis
if python=$(scripts/find-python.sh); then export REMANENCE_PYTHON="$python"; fi

say "Training configs/dynamical-phases/$name.yaml on $ranks ranks into $run"
mpirun -n "$ranks" .build/release/remanence train "configs/dynamical-phases/$name.yaml" --output "$run"

say "Analysing $run"
"$analysis" "$run" --no-figures --require-complete
"$analysis" compare "$run" --published "docs/reproductions/published/$published.csv"
beside=()
for other in "${others[@]}"; do beside+=(--beside "$runs/$other"); done
"$analysis" report "$run" "${beside[@]}"

mkdir -p "$kept"
cp "$run/summary.csv" "$run/analysis/cells.csv" "$run/analysis/scaling.json" "$run/analysis/comparison.csv" \
  "$run/analysis/comparison.json" "$kept/"
for picture in phase-diagram scaling-boundaries scaling-estimators scaling-exponents scaling-shares scaling-beside; do
  if [ -f "$run/report/$picture.png" ]; then cp "$run/report/$picture.png" "$kept/"; fi
done
say ""
say "Kept in $kept:"
ls -l "$kept"
