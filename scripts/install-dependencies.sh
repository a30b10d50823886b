#!/usr/bin/env bash
# Installs what Remanence needs on Debian or Ubuntu, and only what is missing: running it again changes nothing.
#
#   scripts/install-dependencies.sh          to build, run, draw and test
#   scripts/install-dependencies.sh --lint   to lint: a Python that can make a virtual environment
#
# What counts is whether a thing can be used, not which package it came from: a site whose MPI, HDF5 and OpenBLAS come
# through PKG_CONFIG_PATH (environment modules) needs nothing from apt.
# Without root it installs nothing and prints the command for the administrator.
# Exit status: 0 everything needed is there, 1 something needed is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/common.sh
. scripts/common.sh

packages=()   # to install, in order
needed=no     # whether anything in `packages` is needed rather than wished for
slurm_packages=(munge slurmctld slurmd slurm-client)

# want needed|wished PACKAGE REASON
want() {
  packages+=("$2")
  if [ "$1" = needed ]; then needed=yes; fi
  say "  $2: $3"
}

# Lists what is missing and why; fills `packages`.
look_for_program_dependencies() {
  command -v pkg-config >/dev/null 2>&1 || want needed pkg-config "finds the libraries for the compiler"
  library_found ompi-c || want needed libopenmpi-dev "OpenMPI to build with: the ranks of a run (pkg-config name ompi-c)"
  command -v mpirun >/dev/null 2>&1 || want needed openmpi-bin "mpirun, which starts the ranks"
  library_found hdf5-serial || want needed libhdf5-dev "HDF5: every result is stored in it (pkg-config name hdf5-serial)"
  library_found openblas || want needed libopenblas-dev "OpenBLAS: every matrix product (pkg-config name openblas)"
  library_found cminpack || want needed libcminpack-dev "cminpack: least-squares fits (pkg-config name cminpack)"
  command -v h5dump >/dev/null 2>&1 || want wished hdf5-tools "h5dump, with which the tests read the files"
  if ! scripts/find-python.sh --existing >/dev/null 2>&1; then
    local reason="draws the figures of the report"
    want wished python3 "$reason"
    want wished python3-numpy "$reason"
    want wished python3-h5py "$reason"
    if has_candidate python3-h5py-serial; then
      want wished python3-h5py-serial "h5py for the serial HDF5, without MPI"
    fi
    want wished python3-matplotlib "$reason"
  fi
  if may_bring_slurm && ! has_slurm; then
    local package slurm="a Slurm of one node, on which the tests try slurm/"
    for package in "${slurm_packages[@]}"; do want wished "$package" "$slurm"; done
  fi
}

has_slurm() {
  local program
  for program in munged slurmctld slurmd srun; do command -v "$program" >/dev/null 2>&1 || return 1; done
}

# Slurm's packages bring services that a machine with an init system would run from its next start on: they are for
# containers, such as those of continuous integration. Elsewhere the administrator decides, and the tests do without.
may_bring_slurm() { [ "$(id -u)" -eq 0 ] && [ ! -d /run/systemd/system ] && command -v apt-get >/dev/null 2>&1; }

# Refuses the start of services while packages are installed, as policy-rc.d(8) has it; a policy that is there stays.
without_services() {
  local policy=/usr/sbin/policy-rc.d status=0
  if [ -e "$policy" ] || ! may_bring_slurm; then "$@"; return; fi
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  "$@" || status=$?
  rm -f "$policy"
  return "$status"
}

look_for_lint_dependencies() {
  python_for_environment >/dev/null || want needed python3-venv "makes the environment that holds ruff, the Python linter"
}

# True when apt knows package $1 (before the first `apt-get update` it knows none).
has_candidate() {
  local answer
  answer=$(apt-cache policy "$1" 2>/dev/null) || return 1
  grep -q 'Candidate: [^(]' <<<"$answer"
}

install_packages() {
  say "Installing with apt-get: ${packages[*]}"
  local log
  log=$(mktemp)
  if ! apt-get update >"$log" 2>&1 ||
    ! DEBIAN_FRONTEND=noninteractive without_services \
      apt-get install -y --no-install-recommends "${packages[@]}" >"$log" 2>&1 </dev/null; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    complain "apt-get could not install them. Is this machine online, and does it have Debian 12 or newer?"
    complain "  Way out: mend what apt-get says above and run the same command again."
    return 1
  fi
  rm -f "$log"
}

# What cannot be used although it ought to be there now.
check_libraries_after_installation() {
  local name status=0
  for name in ompi-c hdf5-serial openblas cminpack; do
    if ! library_found "$name"; then
      complain "pkg-config does not find $name although its package is installed."
      status=1
    fi
  done
  if [ "$status" -ne 0 ]; then
    complain "  Way out: PKG_CONFIG_PATH='${PKG_CONFIG_PATH-}' PKG_CONFIG_LIBDIR='${PKG_CONFIG_LIBDIR-}' decide where it looks: unset them."
  fi
  return "$status"
}

say "Checking what is installed (needed: Swift $minimum_swift, OpenMPI, HDF5, OpenBLAS, cminpack; wished for: Python with h5py and matplotlib)"
if [ "${1-}" = --lint ]; then look_for_lint_dependencies; else look_for_program_dependencies; fi

status=0
if [ "${#packages[@]}" -eq 0 ]; then
  say "Nothing to install."
elif [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
  if ! install_packages; then
    if [ "$needed" = yes ]; then status=1; fi
  elif [ "${1-}" != --lint ]; then
    check_libraries_after_installation || status=1
  fi
else
  if command -v apt-get >/dev/null 2>&1; then
    say "Installing needs root. The command for the administrator of this machine:"
  else
    say "This is not a Debian or Ubuntu machine: install what matches the packages above. On Debian 12 it would be:"
  fi
  say ""
  say "    sudo apt-get install ${packages[*]}"
  say ""
  if [ "$needed" = yes ] && [ "${1-}" = --lint ]; then
    status=1
  elif [ "$needed" = yes ]; then
    say "On a cluster, loading its modules for OpenMPI, HDF5 and OpenBLAS may do instead: they are found through PKG_CONFIG_PATH."
    status=1
  else
    say "Going on without: these are not needed to build and to train."
  fi
fi

check_swift || status=1
exit "$status"
