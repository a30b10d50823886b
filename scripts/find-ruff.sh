#!/usr/bin/env bash
# Prints the ruff (Python linter and formatter) of the version pinned in scripts/requirements-lint.txt: the one on PATH when
# it is that version, else one in .venv, made here when needed. Exit status: 0 found, 1 none.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/common.sh
. scripts/common.sh

pinned=$(sed -n 's/^ruff==//p' scripts/requirements-lint.txt)
for candidate in ruff .venv/bin/ruff; do
  if [ "$("$candidate" --version 2>/dev/null)" = "ruff $pinned" ]; then
    command -v "$candidate"
    exit 0
  fi
done

if ! base=$(python_for_environment); then
  scripts/install-dependencies.sh --lint >&2
  base=$(python_for_environment)
fi
complain "Installing ruff $pinned into .venv (once)"
if ! { "$base" -m venv --clear .venv && .venv/bin/python3 -m pip install --quiet --disable-pip-version-check -r scripts/requirements-lint.txt; } >&2; then
  complain "ruff $pinned could not be installed."
  complain "  Way out: go online once, or put ruff $pinned on PATH."
  exit 1
fi
printf '%s\n' .venv/bin/ruff
