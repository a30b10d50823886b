# `make` lists the targets. What each does is in scripts/, one file per step.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help deps build demo test bench format lint clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

deps: ## install what is missing (asks for root only then)
	@scripts/install-dependencies.sh

build: ## compile the executables into .build/release
	@scripts/check-prerequisites.sh
	@scripts/build.sh

demo: deps build ## train 120 small networks on two ranks, analyse them, and say where the page is
	@scripts/demo.sh

test: deps build ## run all tests and list those skipped; ARGUMENTS="--filter SweepTests" runs some
	@scripts/run-tests.sh $(ARGUMENTS)

bench: build ## measure the speed of training on this machine
	@OPENBLAS_NUM_THREADS=1 .build/release/remanence bench $(ARGUMENTS)

format: ## put Swift and Python sources into form
	@scripts/lint.sh --fix

lint: ## check the form of Swift and Python sources
	@scripts/lint.sh

clean: ## remove everything that was built; runs stay
	@rm -rf .build .build-tests .venv .ruff_cache
	@echo "Removed .build, .build-tests and .venv; runs/ is untouched."
