#!/usr/bin/env bash
# Prints a Python that can draw the figures: one that imports h5py, matplotlib and numpy.
#
#   scripts/find-python.sh              looks, and makes one when none is found (a virtual environment; no root needed)
#   scripts/find-python.sh --existing   only looks
#
# Looked at, in this order: $REMANENCE_PYTHON, python3 on PATH, /usr/bin/python3, and the environment an earlier call made
# in the user's cache. Only the answer goes to standard output. Exit status: 0 found, 1 none.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$0")/common.sh"

cache="${XDG_CACHE_HOME:-${HOME:-${TMPDIR:-/tmp}/remanence-$(id -u)}/.cache}/remanence"
environment="$cache/.venv-figures"

for candidate in "${REMANENCE_PYTHON-}" python3 /usr/bin/python3 "$environment/bin/python3"; do
  if python_draws "$candidate"; then
    command -v "$candidate"
    exit 0
  fi
  if [ -n "${REMANENCE_PYTHON-}" ] && [ "$candidate" = "${REMANENCE_PYTHON-}" ]; then
    complain "REMANENCE_PYTHON=$REMANENCE_PYTHON cannot import h5py, matplotlib and numpy; looking for another."
  fi
done

# No candidate works: say the ways out and stop.
give_up() {
  complain "No Python here can import h5py, matplotlib and numpy$1"
  complain "  Way out: install python3-h5py and python3-matplotlib (Debian), or 'pip install h5py matplotlib' into a Python of"
  complain "  yours and set REMANENCE_PYTHON to it. The numbers do not need it, only the pictures do."
  exit 1
}

if [ "${1-}" = --existing ]; then give_up "."; fi
base=$(python_for_environment) || give_up ", and none can make a virtual environment."

complain "Making a Python environment for the figures in $environment (once)"
mkdir -p "$cache" 2>/dev/null || give_up ", and $cache cannot be made."
making=$(mktemp -d "$cache/making.XXXXXX")
trap 'rm -rf "$making"' EXIT
if ! "$base" -m venv "$making/venv" >"$making/log" 2>&1 ||
  ! "$making/venv/bin/python3" -m pip install --quiet --disable-pip-version-check h5py matplotlib numpy >"$making/log" 2>&1; then
  tail -n 3 "$making/log" >&2
  give_up ", and pip could not install them (is this machine online?)."
fi
# Python finds its environment from where it lies, so moving is safe; a reader never sees half an environment.
rm -rf "$environment"
mv -T "$making/venv" "$environment"
python_draws "$environment/bin/python3" || give_up ", not even the environment just made in $environment."
printf '%s\n' "$environment/bin/python3"
