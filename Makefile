# `make` lists what there is to run. The first run fills .venv; after that
# everything works without a network.

ADDR ?= 127.0.0.1:8000
ARGS ?=
FUZZ ?= 1000

# Material's notice about its own future, at every run of mkdocs.
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help serve test engines fuzz build pdf check pages bench portability lock vendor clean .venv

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

serve: .venv ## show the site at http://127.0.0.1:8000, live (another address: ADDR=…)
	.venv/bin/mkdocs serve --dev-addr $(ADDR)

test: .venv ## run every test, the browser's too (some: ARGS="-k word")
	@CHROMIUM=$$(.ci/find-chromium) && export CHROMIUM && \
	set -x && .venv/bin/pytest -n auto --dist worksteal $(ARGS)

engines: .venv ## walk every function of the site in Firefox and WebKitGTK too
	@.ci/find-engines && CHROMIUM=$$(.ci/find-chromium) && export CHROMIUM && \
	set -x && ENGINES="firefox webkit" .venv/bin/pytest -n 2 --dist loadgroup tests/engines/test_walk.py tests/engines/test_paper.py tests/engines/test_heard.py $(ARGS)

fuzz: .venv ## try the loaders with many hostile texts (more: FUZZ=10000)
	FUZZ=$(FUZZ) .venv/bin/pytest tests/test_fuzz.py tests/test_bring_fuzz.py tests/test_attacks.py tests/test_bounds.py tests/test_bounds_yaml.py tests/test_words.py tests/browser/test_words_on_paper.py tests/test_provisions.py tests/test_redlines.py tests/test_markup.py $(ARGS)

build: .venv ## build the site into site/, replaced only when the build succeeds
	@.ci/build-site

pdf: export MANUAL_ON = $(ON)
pdf: build ## print the whole manual into one PDF (as it stood on a day: ON=2020-12-01)
	@CHROMIUM=$$(.ci/find-chromium) && export CHROMIUM && .venv/bin/python .ci/print_pdf.py site $(ON)

check: .venv ## look for faults: style and types of the code, the manual's content, what is overdue
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	@.ci/check-scripts
	.venv/bin/manual check

pages: build ## hold every built page against the standard of HTML
	@.ci/check-pages

bench: .venv ## measure what the manual costs: figures, no verdict (tests/bench)
	@for script in $$(grep -l __main__ tests/bench/*.py); do \
	    printf '\n== %s ==\n\n' "$$script" && .venv/bin/python "$$script" || exit; \
	done

portability: .venv ## build the manual with Zensical and with ProperDocs, and test both
	@.ci/portability $(ARGS)

lock: .venv ## choose the newest packages of Python again, pinned in requirements.txt
	@.ci/lock

vendor: ## fetch the browser libraries of .ci/vendored.txt again (needs npm)
	@.ci/vendor

clean: ## remove what was built, and caches (.venv stays)
	rm -rf site .site.* .portability build .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find hooks tests -name __pycache__ -prune -exec rm -rf {} +

.venv:
	@.ci/venv
