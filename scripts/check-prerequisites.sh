#!/usr/bin/env bash
# Checks before a build that Swift, pkg-config and the four libraries are there, and says the way out for each that is
# not. Exit status: 0 all there, 1 something missing.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/common.sh
. scripts/common.sh

status=0

# check_library PKG_CONFIG_NAME WHAT DEBIAN_PACKAGE
check_library() {
  library_found "$1" && return 0
  status=1
  complain "$2 is missing: pkg-config does not know '$1'."
  complain "  Way out: 'make deps' (Debian package $3), or load your site's module; its folder with $1.pc must be on"
  complain "  PKG_CONFIG_PATH (now '${PKG_CONFIG_PATH-}')."
  if [ "$1" = hdf5-serial ] && library_found hdf5; then
    complain "  There is an 'hdf5'. If that is a serial build, give it the name: copy $(pc_file hdf5) as hdf5-serial.pc"
    complain "  into a folder of yours and put that folder on PKG_CONFIG_PATH."
  fi
}

pc_file() { printf '%s/%s.pc' "$(pkg-config --variable=pcfiledir "$1" 2>/dev/null)" "$1"; }

check_swift || status=1
if command -v pkg-config >/dev/null 2>&1; then
  check_library ompi-c OpenMPI libopenmpi-dev
  check_library hdf5-serial HDF5 libhdf5-dev
  check_library openblas OpenBLAS libopenblas-dev
  check_library cminpack cminpack libcminpack-dev
else
  status=1
  complain "pkg-config is missing: the libraries cannot be found without it."
  complain "  Way out: 'make deps' (Debian package pkg-config)."
fi
exit "$status"
