#!/usr/bin/env bash
# Compiles, keeps the whole output in a log, and shows what a reader needs: progress on a terminal, warnings and errors.
#
#   scripts/build.sh           the executables, into .build/release: Swift's libraries inside, so compute nodes need no Swift
#   scripts/build.sh --tests   the tests, into .build-tests
#
# Two folders because the two builds differ in every file: Swift Testing exists as a shared library only, so tests cannot
# carry Swift's libraries inside. Sharing one folder would compile everything twice on every `make test`.
#
# With REMANENCE_CI=1 a warning in our own code fails the build. (-warnings-as-errors would reach the dependencies too.)
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/common.sh
. scripts/common.sh

if [ "${1-}" = --tests ]; then
  folder=.build-tests
  say "Compiling the tests into $folder"
  command=(swift build -c release --build-tests --scratch-path "$folder")
else
  folder=.build
  say "Compiling into $folder/release (the first time takes a few minutes)"
  command=(swift build -c release --static-swift-stdlib)
fi
mkdir -p "$folder"
log="$folder/build.log"

# Progress becomes one line on a terminal and nothing in a log; Foundation's own remark about mktemp is not ours.
if [ -t 1 ]; then terminal=1; else terminal=0; fi
show() {
  awk -v terminal="$terminal" '
    /^\[[0-9]+\/[0-9]+\]/ { if (terminal) printf "\r\033[K%.100s", $0; next }
    /^(Fetch|Comput|Creating|Working copy|Updat|Building for|Planning|Build complete)/ { next }
    /libFoundation.*the use of .mktemp. is dangerous/ { next }
    { if (terminal) printf "\r\033[K"; print; fflush() }
    END { if (terminal) printf "\r\033[K" }'
}

if ! "${command[@]}" 2>&1 </dev/null | tee "$log" | show; then
  complain "The build failed; its whole output is in $log."
  exit 1
fi

# The executables name the revision they were built from in every file they write.
if [ "${1-}" != --tests ] && revision=$(git describe --always --dirty --abbrev=12 2>/dev/null); then
  echo "$revision" >"$folder/release/remanence-revision"
fi

if [ "${REMANENCE_CI-}" = 1 ]; then
  # Matches /checkout/Sources/X.swift:1:2: warning: ... but nothing in the dependencies' checkouts.
  warnings=$(grep -E "^$PWD/(Sources|analysis|Tests|Package\.swift).*: warning: " "$log" | sort -u || true)
  if [ -n "$warnings" ]; then
    complain "Warnings in our own code are errors here:"
    complain "$warnings"
    exit 1
  fi
fi
