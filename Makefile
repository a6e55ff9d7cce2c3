# `make run` opens the program and `make test` proves it; both set up what they need on first use.
# Another Python than the first suitable one: make PYTHON=/path/to/python3 test

export PYTHON
BIN := .venv/bin
GENERATED := mediation_desk/ui/generated

.PHONY: run test test-all check style types format lock forms screenshots contact-sheet golden schema rules samples bench proofs browser-test flipped-bits coverage mutants ready-test

run: .venv/ready-run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	    sh .ci/setup window && $(BIN)/mediation-desk; \
	else \
	    echo "No display here, so the demo runs instead of the window; its papers go to demo-papers/."; \
	    $(BIN)/mediation-desk demo --out demo-papers; \
	fi

# Some minutes: every rule, act and paper, and the small parts of the window.
test: .venv/ready-test
	$(BIN)/python -m pytest --quiet --numprocesses auto --dist loadfile -m "not proof and not thorough"

# With whole cases, processes of their own and forged files: what CI runs.
test-all: .venv/ready-test
	$(BIN)/python -m pytest --quiet --numprocesses auto --dist loadfile

check: style types

style: .venv/ready-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/ready-test
	$(BIN)/mypy

format: .venv/ready-test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

proofs: .venv/ready-test
	sh .ci/setup browser
	$(BIN)/python -m pytest --quiet -m proof

# Single flipped bits without the register: the figures of docs/signatures.md. About half an hour.
flipped-bits: .venv/ready-test
	$(BIN)/python -m tests.support.flipped_bits

# The page that a party's phone opens, in a real Chromium: read, compared, signed with a finger.
browser-test: .venv/ready-test
	sh .ci/setup browser
	$(BIN)/python -m pytest --quiet -m proof tests/phone/test_phone_chromium.py

# Every branch of the rules is walked by the tests of the rules.
coverage: .venv/ready-mutation
	$(BIN)/python -m coverage run -m pytest --quiet tests/law
	$(BIN)/python -m coverage report

# Each rule spoiled in every small way: how many of the spoiled ones do the tests of the rules find out?
mutants: .venv/ready-mutation
	rm -rf mutants
	$(BIN)/python -m tests.support.mutants make
	cd mutants && ../$(BIN)/python -m tests.support.mutants try

forms: $(patsubst forms/%.ui,$(GENERATED)/%.py,$(wildcard forms/*.ui))

$(GENERATED)/%.py: forms/%.ui | .venv/ready-test
	cd forms && ../$(BIN)/pyside6-uic --no-autoconnection $(<F) --output ../$@

screenshots: .venv/ready-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.support.screenshots docs/screenshots

contact-sheet: .venv/ready-test
	$(BIN)/python -m tests.support.contact_sheet docs

# What every paper is meant to say and to look like; the tests compare with it. Look at what has changed before committing it.
golden: .venv/ready-test
	$(BIN)/python -m tests.support.golden

schema: .venv/ready-run
	$(BIN)/python -m mediation_desk.exchange.schema resources/exchange/script.schema.json

rules: .venv/ready-run
	$(BIN)/python -m mediation_desk.desk.rules_page docs/rules.md

samples: .venv/ready-test
	$(BIN)/python -m tests.support.write_samples resources/papers/samples.json

bench: .venv/ready-bench
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m bench

lock:
	sh .ci/lock

ready-test: .venv/ready-test

.venv/ready-%: .ci/locks/%.txt setup.cfg
	@sh .ci/setup $*
