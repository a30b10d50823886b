#!/usr/bin/env bash
# Two hosts in one machine: two network namespaces, each with a host name and an address, and a cable between them. Root only.
#
#   Tests/hosts/two-hosts.sh start
#   Tests/hosts/two-hosts.sh mpirun -n 4 program      two ranks on each, started from the first host
#   Tests/hosts/two-hosts.sh cut                      pulls the cable; `mend` puts it back
#   Tests/hosts/two-hosts.sh processes                those on either host
#   Tests/hosts/two-hosts.sh stop                     ends them first
#
# They share processes and files. Needs ip (Debian: iproute2) and unshare (util-linux).
set -euo pipefail
name=${HOSTS:-remanence} # of the namespaces, so that two tests do not meet
network=10.213.7

# Runs a command on host $1 (1 or 2).
on() {
  local number=$1
  shift
  exec ip netns exec "$name-$number" unshare --uts bash -c 'hostname "$0"; eval "$1"' "host$number" "$*"
}

start() {
  ip netns add "$name-1"
  ip netns add "$name-2"
  ip link add cable netns "$name-1" type veth peer name cable netns "$name-2"
  local number
  for number in 1 2; do
    ip -n "$name-$number" link set lo up
    ip -n "$name-$number" address add "$network.$number/24" dev cable
    ip -n "$name-$number" link set cable up
    # Where a packet was under way when the cable was cut, no keepalive is sent: the kernel repeats the packet, and gives up
    # after a quarter of an hour. Here after some seconds.
    ip netns exec "$name-$number" bash -c 'echo 3 >/proc/sys/net/ipv4/tcp_retries2'
  done
}

processes() {
  local number
  for number in 1 2; do ip netns pids "$name-$number" 2>/dev/null || true; done
}

stop() {
  local number
  processes | xargs --no-run-if-empty kill -KILL
  for number in 1 2; do ip netns delete "$name-$number" 2>/dev/null || true; done
}

case ${1-} in
  start) stop; start ;;
  stop) stop ;;
  processes) processes ;;
  cut) ip -n "$name-1" link set cable down ;;
  mend) ip -n "$name-1" link set cable up ;;
  mpirun)
    shift
    export OMPI_MCA_plm_rsh_agent="$(realpath "$0") agent"
    on 1 "mpirun --host $network.1:2,$network.2:2 ${*@Q}"
    ;;
  agent) # as mpirun calls ssh: the host, then a command for its shell
    shift 2
    on 2 "$*"
    ;;
  *)
    echo "usage: $0 start|stop|cut|mend|processes|mpirun ARGUMENTS" >&2
    exit 64
    ;;
esac
