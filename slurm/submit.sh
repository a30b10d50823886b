#!/usr/bin/env bash
# Submits a sweep and its analysis to Slurm; `slurm/submit.sh --help` says how.
# Exit status: 0 both submitted, 64 wrong usage, 1 sbatch refused or something is missing, otherwise that of the dry run (65: bad configuration).
set -euo pipefail
slurm=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=scripts/common.sh
. "$slurm/../scripts/common.sh"

usage() {
  cat <<'TEXT'
Submit a sweep to Slurm, and its analysis, which starts when the sweep is done.

usage: slurm/submit.sh CONFIG --output DIR [options] [-- options of sbatch for both jobs]

  CONFIG                  the sweep as a YAML file
  -o, --output DIR        the run folder, on a file system that all nodes see
  -n, --ntasks N          ranks, one core each (64)
  -t, --time T            time limit of one start, as in 12:00:00; the sweep queues itself again at its end
  -a, --array N           N jobs side by side, each with its own ranks and its own part of the sweep; N%M: at most M at once
  -p, --partition P       Slurm's partition for both jobs
  --analysis-ntasks N     ranks of the analysis (8)
  --analysis-time T       time limit of the analysis (02:00:00)
  --partial               analyse what there is, also when the sweep failed or was cancelled
  -h, --help              this text

Typing the same command again goes on with a run that stopped. Environment: REMANENCE_EXECUTABLES (default: .build/release
beside this folder, else PATH), LAUNCH (such as mpirun), MAX_REQUEUES (20), REMANENCE_PYTHON; slurm/README.md explains them.

  slurm/submit.sh configs/quickstart.yaml --output $SCRATCH/quickstart --ntasks 8 --time 00:30:00
  slurm/submit.sh sweep.yaml --output $SCRATCH/sweep --partition short -- --account=physics
  slurm/submit.sh sweep.yaml --output $SCRATCH/sweep --array 20 --ntasks 16 --time 04:00:00
TEXT
}

refuse() {
  complain "submit.sh: $1"
  complain "  'slurm/submit.sh --help' lists the options."
  exit 64
}

configuration=
folder=
array=
condition=afterok
when="when all networks are done"
# The analysis looks for itself whether all networks are there.
completeness=(--require-complete)
sweep_options=()
analysis_options=()
shared_options=(--export=ALL)
while [ "$#" -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --partial)
      condition=afterany
      when="when the sweep ends, however it ends"
      completeness=()
      shift
      continue ;;
    --) shift; shared_options+=("$@"); break ;;
    -o | --output | -n | --ntasks | -t | --time | -a | --array | -p | --partition | --analysis-ntasks | --analysis-time)
      if [ "$#" -lt 2 ] || [ -z "$2" ]; then refuse "$1 needs a value."; fi ;;
    -*) refuse "there is no option '$1'; options of sbatch go behind --." ;;
    *)
      if [ -n "$configuration" ]; then refuse "one configuration at a time, not '$configuration' and '$1'."; fi
      configuration=$1; shift; continue ;;
  esac
  case $1 in # those with a value
    -o | --output) folder=$2 ;;
    -n | --ntasks) sweep_options+=("--ntasks=$2") ;;
    -a | --array) array=$2 ;;
    -t | --time) sweep_options+=("--time=$2") ;;
    -p | --partition) shared_options+=("--partition=$2") ;;
    --analysis-ntasks) analysis_options+=("--ntasks=$2") ;;
    --analysis-time) analysis_options+=("--time=$2") ;;
  esac
  shift 2
done
if [ -z "$configuration" ]; then refuse "which configuration? The first argument is a YAML file."; fi
if [ -z "$folder" ]; then refuse "which run folder? Say --output DIR."; fi

logs=remanence-sweep-%j.log
if [ -n "$array" ]; then
  if ! [[ $array =~ ^([1-9][0-9]*)(%[1-9][0-9]*)?$ ]]; then
    refuse "--array takes a number of parts, such as 20, or 20%5 for at most five at once; not '$array'."
  fi
  # The tasks read the number of parts from here, so that a few of them can be submitted again.
  export REMANENCE_SHARDS=${BASH_REMATCH[1]}
  logs=remanence-sweep-%A_%a.log
  sweep_options+=("--array=1-$array" "--output=$logs")
fi

if [ -z "${REMANENCE_EXECUTABLES-}" ] && [ -x "$slurm/../.build/release/remanence" ]; then
  REMANENCE_EXECUTABLES=$(cd "$slurm/../.build/release" && pwd)
fi
export REMANENCE_EXECUTABLES="${REMANENCE_EXECUTABLES-}"
PATH="${REMANENCE_EXECUTABLES:+$REMANENCE_EXECUTABLES:}$PATH"
for command in remanence remanence-analysis sbatch; do
  if ! command -v "$command" >/dev/null 2>&1; then
    complain "submit.sh: $command is not on PATH."
    complain "  Way out: 'make build' here, or REMANENCE_EXECUTABLES=folder of the executables; sbatch is on login nodes."
    exit 1
  fi
done

# A mistake in the configuration is better known now than after a night in the queue. Nothing is trained or written.
remanence train "$configuration" --output "$folder" --dry-run || exit "$?"
say "(predicted for one rank of this machine)"
say ""

# With --parsable sbatch answers "id" or "id;cluster".
if ! sweep=$(sbatch --parsable "${shared_options[@]}" "${sweep_options[@]}" \
  "$slurm/sweep.sbatch" "$configuration" --output "$folder"); then
  complain "submit.sh: sbatch refused the sweep; nothing was submitted."
  exit 1
fi
sweep=${sweep%%;*}

# afterok: only when the sweep ended with 0, however often it was queued again before. Without --kill-on-invalid-dep the
# analysis of a sweep that failed would wait for ever.
if ! analysis=$(sbatch --parsable "${shared_options[@]}" "${analysis_options[@]}" \
  --dependency="$condition:$sweep" --kill-on-invalid-dep=yes "$slurm/analysis.sbatch" "$folder" "${completeness[@]}"); then
  complain "submit.sh: the sweep is job $sweep, but sbatch refused its analysis."
  complain "  Way out: when the sweep is done, sbatch '$slurm/analysis.sbatch' '$folder' with options that sbatch accepts."
  exit 1
fi
analysis=${analysis%%;*}

logs=${logs//%[jA]/$sweep}
say "Sweep:     job $sweep${array:+, an array of $REMANENCE_SHARDS}, log ${logs//%a/PART}"
say "Analysis:  job $analysis, log remanence-analysis-$analysis.log, starts $when"
say "Watch:     squeue --jobs=$sweep,$analysis; remanence status $folder"
say "Give up:   scancel $sweep"
say "At last:   $folder/report/index.html"
