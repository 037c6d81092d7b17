# One command each. `make` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup build run test end-to-end lint format bench counts quality recall incidents health clean

# Where `make run` leaves what it found.
OUT ?= out
PANTAU := .build/release/pantau
SWIFT_SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | \
		awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

setup: ## install the Debian packages that building and testing need
	@.ci/setup

build: setup ## build the optimised program
	swift build -c release --product pantau

run: build ## analyse a real recording and open the review of what was found
	@mkdir -p $(OUT)
	@.ci/fetch-footage .build/footage
	$(PANTAU) scan .build/footage --db $(OUT)/pantau.sqlite --timezone UTC
	$(PANTAU) events --db $(OUT)/pantau.sqlite
	@.ci/open-review $(PANTAU) $(OUT)/pantau.sqlite

test: setup ## build and run all tests
	swift test
	@.ci/end-to-end .build/debug/pantau

end-to-end: setup ## use the pages in a real browser, and fuzz the API
	swift build --product pantau
	@.ci/end-to-end .build/debug/pantau

lint: ## check formatting, scripts and what the repository holds
	swift format lint --strict --configuration .swift-format -r $(SWIFT_SOURCES)
	@.ci/check-scripts
	@.ci/check-tree

format: ## format all Swift files in place
	swift format -i --configuration .swift-format -r $(SWIFT_SOURCES)

bench: build ## measure the kernels, the stages and a whole scan
	swift package --package-path Benchmarks --allow-writing-to-package-directory benchmark
	Benchmarks/scan-speed --pantau $(PANTAU)
	Benchmarks/review-latency --pantau $(PANTAU)

counts: build ## count the instructions of kernels and analysis, against thresholds
	@Benchmarks/instruction-counts --pantau $(PANTAU)

quality: build ## measure accuracy on real and made footage, and write docs/quality.md
	@.ci/quality-venv .build/quality/venv
	.build/quality/venv/bin/python Benchmarks/quality --pantau $(PANTAU)

recall: build ## measure how much a scan finds after how much of its work, into docs/quality.md
	@.ci/quality-venv .build/quality/venv
	.build/quality/venv/bin/python Benchmarks/recall-suite --pantau $(PANTAU)

incidents: build ## measure how well incident rules find what happens, into docs/incident-quality.md
	Benchmarks/incident-suite --pantau $(PANTAU) --write

health: build ## measure camera health on tampered footage, into docs/incident-quality.md
	Benchmarks/health-suite --pantau $(PANTAU) --write

clean: ## remove what was built and found
	rm -rf .build Benchmarks/.build $(OUT)
