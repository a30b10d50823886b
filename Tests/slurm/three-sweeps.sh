#!/usr/bin/env bash
# Takes three sweeps through slurm/submit.sh: one is warned and queues itself again, one is cancelled, one fails.
#
#   SLURM_CONF=... REMANENCE_EXECUTABLES=... Tests/slurm/three-sweeps.sh CONFIG FOLDER hand|limit
#
# CONFIG must take some seconds on two ranks. With `hand` the warning is sent by hand, as slurm/README.md says; with
# `limit` it is Slurm's own before a time limit of one minute, which CONFIG must outlast.
# At the end it says, a line per job, what became of it: `warned sweep COMPLETED 0:0 restarts 1`. Exit status 0 also where
# that is not as it should be (the caller judges), 1 where something was waited for in vain.
set -euo pipefail
if [ "$#" -ne 3 ]; then
  echo "usage: $0 CONFIG FOLDER hand|limit" >&2
  exit 64
fi
configuration=$1 folder=$2 warning=$3
submit=$(cd "$(dirname "$0")/../.." && pwd)/slurm/submit.sh
mkdir -p "$folder"
cd "$folder" # for the logs

# Submits to the folder $1 on $2 ranks; the numbers of its jobs are kept in $1.jobs.
submit() {
  "$submit" "$configuration" --output "$folder/$1" --ntasks "$2" --time "$3" --analysis-ntasks 1 >"$1.txt"
  sed -n 's/^\(Sweep\|Analysis\): *job \([0-9]*\),.*/\2/p' "$1.txt" >"$1.jobs"
}
job() { sed -n "$2p" "$1.jobs"; } # 1 the sweep, 2 its analysis

# Waits five minutes at most for a command to succeed.
await() {
  local begin=$SECONDS
  until "$@"; do
    if [ $((SECONDS - begin)) -gt 300 ]; then
      echo "Waited in vain for: $*" >&2
      squeue >&2
      tail -n 20 "$folder"/*.log >&2
      exit 1
    fi
    sleep 0.1
  done
}
is_training() { compgen -G "$1/network-*.ckpt.h5" >/dev/null; }
is_held() { [ "$(squeue --noheader --jobs="$(job "$1" 1)" --format='%T %r')" = "PENDING BeginTime" ]; }
# Whether nothing of a job's start is left: the daemon of its step outlives it by some seconds, and then its script is removed,
# both under names that the next start uses too.
is_cleared() {
  ! pgrep -f "slurmstepd: \[$(job "$1" 1)\." >/dev/null &&
    [ ! -e "$(dirname "$SLURM_CONF")/spool/job$(job "$1" 1)" ]
}
# Whether all jobs have ended; on the way a start that is held for two minutes is let go.
is_over() {
  if is_held warned && is_cleared warned; then scontrol update jobid="$(job warned 1)" starttime=now; fi
  [ -z "$(squeue --noheader)" ]
}

# The folder of a run of another configuration: the job ends with 65.
sed 's/^name: .*/name: other/; s/epochs: [0-9]*/epochs: 1/' "$configuration" >other.yaml
"$REMANENCE_EXECUTABLES/remanence" train other.yaml --output failing --quiet

if [ "$warning" = limit ]; then
  # Slurm sends it up to half a minute early: between 10 and 40 seconds from the start.
  SBATCH_SIGNAL=B:USR1@20 submit warned 2 00:01:00
else
  submit warned 2 00:10:00
  await is_training warned
  scancel --batch --signal=USR1 "$(job warned 1)"
fi
submit cancelled 1 00:10:00
submit failing 1 00:10:00
await is_training cancelled
scancel "$(job cancelled 1)"
await is_over

for name in warned cancelled failing; do
  for number in 1 2; do
    scontrol show job "$(job "$name" "$number")" --oneliner |
      sed "s/.*Restarts=\([0-9]*\).*/& \1/; s/.*JobState=\([A-Z]*\).*Restarts=\([0-9]*\).*ExitCode=\([0-9:]*\).*/\1 \3 restarts \2/" |
      sed "s/^/$name $([ "$number" -eq 1 ] && echo sweep || echo analysis) /"
  done
done
