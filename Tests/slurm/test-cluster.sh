#!/usr/bin/env bash
# A Slurm of one node for tests: own ports, sockets, key and logs, so that it runs beside any other. Root only.
#
#   CLUSTER=/tmp/slurm Tests/slurm/test-cluster.sh start
#   export SLURM_CONF=/tmp/slurm/slurm.conf
#   srun --mpi=pmix -n 2 program
#   CLUSTER=/tmp/slurm Tests/slurm/test-cluster.sh stop
#
# From the environment:
#   CLUSTER          folder for everything the cluster writes; a short path, since a socket's name has at most 107 bytes
#   CLUSTER_PORT     the first of two ports (17817)
#   CLUSTER_CPUS     cores that the node claims, also more than there are (as many as there are)
#   CLUSTER_KILL_WAIT   seconds between TERM and KILL (30)
#
# Needs munged, slurmctld and slurmd (Debian: munge, slurmctld, slurmd, slurm-client). No accounting, no cgroups.
# Exit status: 0 done, 1 something is missing or did not start, 64 wrong usage.
set -euo pipefail

complain() { printf '%s\n' "$*" >&2; }

usage() {
  complain "usage: CLUSTER=FOLDER $0 start|stop"
  exit 64
}

# Starts a daemon in a session of its own, so that a signal to the test does not reach it, and remembers its process.
launch() {
  local daemon=$1
  setsid "$@" >>"$CLUSTER/log/$daemon.out" 2>&1 &
  echo $! >"$CLUSTER/$daemon.own"
}

# Repeats a command until it succeeds, for twenty seconds at most; then shows the logs and clears up.
await() {
  local attempt
  for attempt in {1..100}; do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  complain "After $attempt attempts '$*' still fails. The ends of the logs:"
  tail -n 5 "$CLUSTER"/log/* >&2
  stop
  exit 1
}

node_is_idle() { [ "$(sinfo --noheader --format=%T)" = idle ]; }
queue_is_empty() { [ -z "$(squeue --noheader 2>/dev/null)" ]; }

write_configuration() {
  local host
  host=$(hostname -s)
  cat >"$SLURM_CONF" <<TEXT
ClusterName=test$port
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$CLUSTER/munge/socket
StateSaveLocation=$CLUSTER/state
SlurmdSpoolDir=$CLUSTER/spool
SlurmctldPidFile=$CLUSTER/slurmctld.pid
SlurmdPidFile=$CLUSTER/slurmd.pid
SlurmctldLogFile=$CLUSTER/log/slurmctld.log
SlurmdLogFile=$CLUSTER/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=pmix
# The files of pmix in /tmp are named by the job: the jobs of two clusters must not have the same numbers.
FirstJobId=$((port * 100))
KillWait=${CLUSTER_KILL_WAIT:-30}
# A node that was down is used again as soon as it answers.
ReturnToService=2
# The node may claim more cores than the machine has.
SlurmdParameters=config_overrides
NodeName=$host NodeAddr=127.0.0.1 CPUs=${CLUSTER_CPUS:-$(nproc)} State=UNKNOWN
PartitionName=test Nodes=$host Default=YES MaxTime=INFINITE State=UP
TEXT
}

refuse_taken_ports() {
  local candidate
  for candidate in "$port" $((port + 1)); do
    if (: <"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; then
      complain "Port $candidate is taken. Way out: CLUSTER_PORT=another."
      exit 1
    fi
  done
}

start() {
  local program
  if [ "$(id -u)" -ne 0 ]; then
    complain "Slurm's daemons change users: only root can start them."
    exit 1
  fi
  for program in munged slurmctld slurmd sinfo; do
    if ! command -v "$program" >/dev/null 2>&1; then
      complain "$program is missing. Way out: apt-get install munge slurmctld slurmd slurm-client"
      exit 1
    fi
  done
  refuse_taken_ports
  mkdir -p "$CLUSTER"/{state,spool,log,munge}
  chmod 755 "$CLUSTER" "$CLUSTER/munge" # munge wants a socket that everybody reaches, in a folder that only its owner writes
  if [ ! -s "$CLUSTER/munge/key" ]; then (umask 077 && head -c 1024 /dev/urandom >"$CLUSTER/munge/key"); fi
  write_configuration

  launch munged --foreground --force --key-file="$CLUSTER/munge/key" --socket="$CLUSTER/munge/socket" \
    --pid-file="$CLUSTER/munge/pid" --log-file="$CLUSTER/log/munged.log" --seed-file="$CLUSTER/munge/seed"
  await munge --no-input --socket="$CLUSTER/munge/socket"
  launch slurmctld -D -f "$SLURM_CONF"
  launch slurmd -D -f "$SLURM_CONF"
  await node_is_idle
}

# Ends the jobs first: without its daemons nothing would end them.
end_jobs() {
  local second
  if [ ! -e "$CLUSTER/slurmctld.own" ]; then return; fi
  scancel --user="$(id -un)" 2>/dev/null || true
  for second in {1..40}; do
    if queue_is_empty; then return; fi
    sleep 1
  done
  complain "After $second seconds there are still jobs; going on."
}

stop() {
  local daemon process
  end_jobs
  for daemon in slurmd slurmctld munged; do
    if ! process=$(cat "$CLUSTER/$daemon.own" 2>/dev/null); then continue; fi
    # The number may belong to somebody else by now.
    if [ "$(cat "/proc/$process/comm" 2>/dev/null)" = "$daemon" ]; then
      kill "$process"
      while kill -0 "$process" 2>/dev/null; do sleep 0.1; done
    fi
    rm -f "$CLUSTER/$daemon.own"
  done
}

if [ -z "${CLUSTER-}" ] || [ "$#" -ne 1 ]; then usage; fi
port=${CLUSTER_PORT:-17817}
export SLURM_CONF="$CLUSTER/slurm.conf"
case $1 in
  start) start ;;
  stop) stop ;;
  *) usage ;;
esac
