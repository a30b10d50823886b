#!/usr/bin/env bash
# Checks the form of Swift and Python sources, or mends it.
#
#   scripts/lint.sh         says what is not in form; exit status 1 when anything is
#   scripts/lint.sh --fix   puts everything into form
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/common.sh
. scripts/common.sh

check_swift
ruff=$(scripts/find-ruff.sh)

swift_sources=()
for source in Sources analysis Tests Package.swift; do
  if [ -e "$source" ]; then swift_sources+=("$source"); fi
done

if [ "${1-}" = --fix ]; then
  say "Formatting Swift (.swift-format)"
  swift format --in-place --recursive --parallel "${swift_sources[@]}"
  say "Formatting Python (pyproject.toml)"
  "$ruff" check --quiet --fix-only .
  "$ruff" format --quiet .
  exit 0
fi

status=0
say "Linting Swift (.swift-format)"
swift format lint --strict --recursive --parallel "${swift_sources[@]}" || status=1
say "Linting Python (pyproject.toml)"
"$ruff" check --quiet . || status=1
"$ruff" format --quiet --check --diff . || status=1
if [ "$status" -ne 0 ]; then complain "Not in form. 'make format' mends what can be mended by a program."; fi
exit "$status"
