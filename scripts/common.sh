# Shared by the scripts beside it: source it, do not run it.
# shellcheck shell=bash

readonly minimum_swift="6.1"

# One line on standard output saying what happens now.
say() { printf '%s\n' "$*"; }

# A problem and its way out, on standard error.
complain() { printf '%s\n' "$*" >&2; }

# The version of the Swift on PATH as "major.minor"; empty when there is none or it does not run.
swift_version() {
  local text
  text=$(swift --version 2>/dev/null) || return 0
  if [[ $text =~ Swift\ version\ ([0-9]+\.[0-9]+) ]]; then printf '%s\n' "${BASH_REMATCH[1]}"; fi
}

# True when version $1 is at least version $2, both "major.minor".
version_at_least() {
  [ "${1%%.*}" -gt "${2%%.*}" ] || { [ "${1%%.*}" -eq "${2%%.*}" ] && [ "${1#*.}" -ge "${2#*.}" ]; }
}

# Succeeds when a usable Swift is there; otherwise says how to get one.
check_swift() {
  local version
  version=$(swift_version)
  if [ -n "$version" ] && version_at_least "$version" "$minimum_swift"; then
    return 0
  fi
  if ! command -v swift >/dev/null 2>&1; then
    complain "Swift is not on PATH. Remanence needs Swift $minimum_swift or newer."
  elif [ -z "$version" ]; then
    complain "$(command -v swift) does not run (try 'swift --version'). Remanence needs Swift $minimum_swift or newer."
  else
    complain "Swift $version is too old: Remanence needs $minimum_swift or newer."
  fi
  complain "  Way out: follow 'Install Swift' on swift.org for your Linux (no root needed: unpack the archive anywhere and"
  complain "  put its usr/bin on PATH), or 'module load' your site's Swift; then run the same command again."
  return 1
}

# True when pkg-config knows the library $1.
library_found() { pkg-config --exists "$1" 2>/dev/null; }

# True when $1 is a Python that can draw the figures.
python_draws() {
  [ -n "$1" ] && MPLBACKEND=Agg "$1" -c 'import h5py, matplotlib.figure, numpy' >/dev/null 2>&1
}

# The first Python that can make a virtual environment; fails when there is none.
python_for_environment() {
  local candidate
  for candidate in python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python3.10 python3.9; do
    if "$candidate" -c 'import ensurepip, venv; ensurepip.version()' >/dev/null 2>&1; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}
