.DEFAULT_GOAL := help

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/python requirements.py
INSTALL := $(UV) install
# Where PYTHONDONTWRITEBYTECODE is set, every start would compile everything again. Some packages hold files that do not.
COMPILE := $(BIN)/python -m compileall -qq -j 0
LOCK := $(UV) compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-package hotline-client --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
STUBS := clients/python/src/hotline
PROTOS := $(wildcard protos/hotline/v1/*.proto)
TYPESCRIPT := clients/typescript
# The last release; the contract may not break those who built against it.
RELEASE = $(shell git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null)

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-22s %s\n", $$1, $$2}' \
	  $(MAKEFILE_LIST)

##@ First

.PHONY: run test
run: setup ## serve on loopback with a database under var/, and print how to register a call
	@$(BIN)/hotline serve

# Most of the time tests wait: for processes that start, clients that give up and calls that end.
WORKERS ?= $(shell echo $$((2 * $$(nproc))))
test: dev ## run the tests, with two of them at a time for each processor
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

##@ Development

.PHONY: setup dev certificates demo documents clean
setup: $(VENV)/.compiled ## set up what the service needs, in .venv, and generate the Python stubs

dev: setup $(VENV)/.dev-ready ## set up what tests and checks need as well

$(BIN)/uv:
	@echo "creating $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)
	@echo "installing uv, which installs everything else"
	@sed -n '/^uv==/,/[^\\]$$/p' requirements-setup.lock > $(VENV)/uv.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock

$(VENV)/.ready: requirements.lock requirements-setup.lock pyproject.toml clients/python/pyproject.toml | $(BIN)/uv
	@echo "installing what the service needs, from requirements.lock, and what sets it up"
	@$(INSTALL) --require-hashes -r requirements.lock -r requirements-setup.lock
	@mkdir -p $(STUBS)
	@$(INSTALL) --no-deps --no-build-isolation -e clients/python -e .
	@touch $@

$(VENV)/.dev-ready: $(VENV)/.ready requirements-dev.lock $(wildcard clients/*/pyproject.toml)
	@echo "installing what tests and checks need, from requirements-dev.lock"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@$(INSTALL) --no-deps --no-build-isolation -e clients/telephony -e clients/department
	@$(COMPILE) $(VENV)/lib || true
	@touch $@

$(STUBS)/.ready: $(VENV)/.ready $(PROTOS)
	@echo "generating the Python stubs from protos/"
	@find $(STUBS) -name '*_pb2*' -delete
	@PATH=$(BIN):$$PATH $(BIN)/python -m grpc_tools.protoc -Iprotos \
	  --python_out=clients/python/src --grpc_python_out=clients/python/src \
	  --mypy_out=quiet:clients/python/src --mypy_grpc_out=quiet:clients/python/src $(PROTOS)
	@touch $@

$(VENV)/.imported: $(STUBS)/.ready
	@echo "compiling what is imported at a start"
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -c "from hotline_server.cli.main import *; [*map(load, COMMANDS)]"
	@touch $@

$(VENV)/.compiled: $(VENV)/.imported $(shell find server clients -name '*.py' -not -path '*/node_modules/*' -not -path '$(STUBS)/*')
	@$(COMPILE) server clients/*/src
	@touch $@

certificates: setup ## issue certificates for development, in var/certificates
	$(BIN)/hotline certificates

demo: setup ## play a month of calls in accelerated time; KEEP=1 serves it afterwards, MESSAGES=path.csv plays a file's
	@$(BIN)/python -m demo $(if $(KEEP),--keep) $(if $(MESSAGES),--messages "$(MESSAGES)")

documents: setup ## play the demo's month and write its documents into dist/documents; PICTURES=docs/pictures draws them
	@$(BIN)/python -m demo --documents dist/documents $(if $(PICTURES),--pictures "$(PICTURES)")

clean: ## remove everything that was generated, var/ with the database included
	rm -rf $(VENV) $(STUBS) $(TYPESCRIPT)/node_modules $(TYPESCRIPT)/src/gen $(TYPESCRIPT)/dist var dist

##@ Clients

.PHONY: stubs wheel typescript test-typescript npm-package reference
# LANG also names the language of a terminal: only the command line's is meant.
OTHER := $(if $(filter command,$(firstword $(origin LANG))),$(LANG))
ifeq ($(OTHER),)
stubs: $(STUBS)/.ready ## generate the Python stubs from protos/; with LANG=java|go|csharp those, into dist/stubs
else
OUT ?= dist/stubs/$(OTHER)
# The protoc of grpcio-tools generates no Java and no C#.
PROTOC ?= $(if $(filter go,$(OTHER)),$(BIN)/python -m grpc_tools.protoc,protoc)
NEEDED_java := $(PROTOC) grpc_java_plugin
NEEDED_go := protoc-gen-go protoc-gen-go-grpc
NEEDED_csharp := $(PROTOC) grpc_csharp_plugin
MADE_java = --java_out=$(OUT) --plugin=protoc-gen-grpc-java=$$(command -v grpc_java_plugin) --grpc-java_out=$(OUT)
MADE_go = --go_out=$(OUT) --go_opt=paths=source_relative --go-grpc_out=$(OUT) --go-grpc_opt=paths=source_relative
MADE_csharp = --csharp_out=$(OUT) --plugin=protoc-gen-grpc-csharp=$$(command -v grpc_csharp_plugin) --grpc-csharp_out=$(OUT)
stubs: setup
	@test -n "$(NEEDED_$(OTHER))" || { echo "LANG=$(OTHER): java, go or csharp" >&2; exit 1; }
	@for program in $(NEEDED_$(OTHER)); do command -v $$program >/dev/null || \
	  { echo "$$program is not installed: see 生成桩代码 in docs/integrating.md" >&2; exit 1; }; done
	mkdir -p $(OUT)
	$(PROTOC) -Iprotos $(MADE_$(OTHER)) $(PROTOS)
endif

wheel: setup ## build the server, the Python client and the bridges into dist/
	for project in . clients/python clients/telephony clients/department; do \
	  (cd $$project && $(CURDIR)/$(BIN)/python -m hatchling build -t wheel -d $(CURDIR)/dist) || exit 1; done

$(TYPESCRIPT)/node_modules/.ready: $(TYPESCRIPT)/package-lock.json
	cd $(TYPESCRIPT) && npm ci --no-audit --no-fund --ignore-scripts
	touch $@

$(TYPESCRIPT)/src/gen/.ready: $(VENV)/.ready $(TYPESCRIPT)/node_modules/.ready $(PROTOS)
	rm -rf $(@D) && mkdir -p $(@D)
	PATH=$(TYPESCRIPT)/node_modules/.bin:$$PATH $(BIN)/python -m grpc_tools.protoc -Iprotos --ts_proto_out=$(@D) \
	  --ts_proto_opt=env=node,outputServices=nice-grpc,outputServices=generic-definitions,outputJsonMethods=false \
	  --ts_proto_opt=forceLong=bigint,useExactTypes=false,importSuffix=.js,esModuleInterop=true $(PROTOS)
	touch $@

typescript: setup $(TYPESCRIPT)/src/gen/.ready ## build the TypeScript client; needs Node.js 20 and npm
	cd $(TYPESCRIPT) && npm run --silent build

test-typescript: typescript ## test the TypeScript client against real servers
	cd $(TYPESCRIPT) && npm test

npm-package: typescript ## pack the TypeScript client into dist/
	mkdir -p dist
	cd $(TYPESCRIPT) && npm pack --silent --pack-destination ../../dist

reference: dev ## write docs/api.md from the protos' comments, and dist/hotline.binpb, a descriptor set for other languages
	mkdir -p dist
	$(BIN)/buf build protos -o dist/hotline.binpb
	$(BIN)/python -m hotline_server.api.contract < dist/hotline.binpb > docs/api.md

##@ Quality

.PHONY: check lint format types layers architecture protos fuzz years fonts diagram
check: lint types layers protos test ## run what CI runs without PostgreSQL, TypeScript and the audit

lint: dev ## check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: dev ## auto-format
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

types: dev ## check types
	$(BIN)/mypy

layers: dev ## check that imports keep to the layers
	$(BIN)/lint-imports --no-cache

architecture: dev ## count rooms and imports, and draw docs/architecture.svg; AT=path counts another checkout
	$(BIN)/python -m architecture $(if $(AT),--at $(AT))

protos: dev ## lint the protos and compare them with those of the last release
	$(BIN)/buf lint protos
	$(BIN)/buf format --diff --exit-code protos
	@if [ -z "$(RELEASE)" ]; then echo "no tag yet, nothing to compare the protos with"; \
	else git archive $(RELEASE) protos | $(BIN)/buf breaking protos --against '-#format=tar,subdir=protos' \
	  && echo "the protos break nothing of $(RELEASE)"; fi

fuzz: dev ## send malformed requests to a server for SECONDS (3600)
	HOTLINE_TEST_FUZZ_SECONDS=$(or $(SECONDS),3600) $(BIN)/python -m pytest -rP -o timeout=0 -o faulthandler_timeout=0 \
		tests/faults/test_fuzzing.py

years: dev ## play YEARS (10) years of random acts by everybody, each from another seed
	HOTLINE_TEST_YEARS=$(or $(YEARS),10) $(BIN)/python -m pytest tests/integration/test_a_year.py

fonts: dev ## make the fonts of documents anew, subsets of Noto Serif SC and Noto Sans SC
	$(INSTALL) --no-deps --require-hashes -r requirements-fonts.lock --target var/fonts
	$(BIN)/python -m hotline_server.development.shipped_fonts var/fonts server/hotline_server/reports/fonts

diagram: setup ## draw docs/lifecycle.md from the lifecycle table, and rules/schema.json from the schemas
	$(BIN)/python -m hotline_server.domain.lifecycle.diagram > docs/lifecycle.md
	$(BIN)/hotline rules schema > rules/schema.json

##@ Data and evaluation

.PHONY: evaluate evaluate-policies evaluate-reading evaluate-words reading-figures evaluate-hotspots evaluate-grassroots evaluate-offices evaluate-personal-data evaluate-protection reader
evaluate: setup ## measure categories and false emergencies; MESSAGES=folder holds the labelled and ordinary messages
	$(BIN)/python -m evaluation --messages $(or $(MESSAGES),../shared/data)

evaluate-policies: dev ## measure by cross-validation how policies are found; MESSAGES=folder of real messages
	$(BIN)/python -m evaluation.policies $(if $(MESSAGES),--messages "$(MESSAGES)")

evaluate-reading: dev ## measure reading by cross-validation, FOLDS=1 for a quick look; CALLS="file…" measures on those
	$(BIN)/python -m evaluation.reading $(if $(FOLDS),--folds $(FOLDS)) $(if $(CALLS),--calls $(CALLS))

evaluate-words: dev ## measure what each wording, rule and policy brings beside the learned reader; FOLDS=1 for a quick look
	$(BIN)/python -m evaluation.words $(if $(FOLDS),--folds $(FOLDS))

reading-figures: dev ## measure reading and write the figures into docs/reading.md; MESSAGES=folder, SECTIONS="cost…"
	$(BIN)/python -m evaluation.page docs/reading.md $(if $(MESSAGES),--messages "$(MESSAGES)") \
	  $(if $(SECTIONS),--sections $(SECTIONS))

evaluate-hotspots: setup ## gather messages into hotspots and print the hottest; MESSAGES=path.csv
	$(BIN)/python -m evaluation.hotspots --messages $(or $(MESSAGES),../shared/data/unlabelled.csv)

evaluate-grassroots: setup ## measure which messages go straight to a town; MESSAGES=folder holds answered.csv and handlers.csv
	$(BIN)/python -m evaluation.grassroots --messages $(or $(MESSAGES),../shared/data)

evaluate-offices: dev ## measure which office calls are suggested and sent to; MESSAGES=folder holds answered.csv and handlers.csv
	$(BIN)/python -m evaluation.offices $(if $(MESSAGES),--messages "$(MESSAGES)")

evaluate-personal-data: setup ## measure how much personal data is found, and what else is hidden
	$(BIN)/python -m evaluation.personal_data

evaluate-protection: dev ## measure how accusations are kept from the accused and wishes for secrecy are heard
	$(BIN)/python -m evaluation.protection

reader: dev ## learn rules/shipped.reader anew from sample/ and the rule book
	$(BIN)/python -m hotline_server.development.shipped_reader sample/calls rules rules/shipped.reader

##@ Benchmarks

.PHONY: benchmark-start benchmark-commands benchmark-publishing benchmark-alert benchmark-rules benchmark-throughput benchmark-acts benchmark-parts benchmark-gathering benchmark-reports benchmark-stages benchmark-proofs benchmark-growth benchmark-gazetteer benchmark-nearby benchmark-reading benchmark-searching benchmark-simulation benchmark-website
benchmark-start: setup ## measure the time to the first answered call; POSTGRESQL=url of an empty database measures that too
	$(BIN)/python -m benchmarks.start $(if $(POSTGRESQL),--postgresql $(POSTGRESQL))

benchmark-commands: setup ## measure the processor time of commands
	$(BIN)/python -m benchmarks.commands

benchmark-publishing: setup ## measure publishing and rolling back a rule book by command, until every server decides by it; PAGE=path writes figures
	$(BIN)/python -m benchmarks.publishing $(if $(PAGE),--page $(PAGE))

benchmark-alert: setup ## measure how soon watching desks see an emergency
	$(BIN)/python -m benchmarks.emergency_alert

benchmark-rules: dev ## measure what a decision costs as the rule book grows
	$(BIN)/python -m benchmarks.rule_book_size

benchmark-gazetteer: setup ## measure what finding a call's place among 300,000 names costs beside reading its text
	$(BIN)/python -m benchmarks.gazetteer

benchmark-reading: setup ## measure reading one spoken call with lexicons and learned reader, and the reader's memory
	$(BIN)/python -m benchmarks.reading

benchmark-simulation: setup ## measure simulating drafts on 100,000 past calls; CALLS=number, PAGE=path writes figures
	$(BIN)/python -m benchmarks.simulation $(if $(CALLS),--calls $(CALLS)) $(if $(PAGE),--page $(PAGE))

benchmark-website: setup ## measure pages of the public website, within and beyond the limit, beside the look-up by rpc
	$(BIN)/python -m benchmarks.website

benchmark-nearby: setup ## measure finding open cases nearby among 500,000; DATABASE=url of an empty one
	$(BIN)/python -m benchmarks.nearby $(if $(DATABASE),--database $(DATABASE))

benchmark-throughput: setup ## measure calls per second beside a bare echo; POSTGRESQL=url measures that too, PAGE=path writes figures
	$(BIN)/python -m benchmarks.throughput $(if $(POSTGRESQL),--postgresql $(POSTGRESQL)) $(if $(PAGE),--page $(PAGE))

benchmark-acts: setup ## measure acts beside calls and a bare echo; POSTGRESQL=url measures that too, PAGE=path writes figures
	$(BIN)/python -m benchmarks.acts $(if $(POSTGRESQL),--postgresql $(POSTGRESQL)) $(if $(PAGE),--page $(PAGE))

benchmark-parts: setup ## measure what the parts of an act and of a call cost, in function calls and processor time
	$(BIN)/python -m benchmarks.parts act
	$(BIN)/python -m benchmarks.parts call

benchmark-gathering: setup ## measure gathering a day's calls into hotspots; DATABASE=url of an empty one
	$(BIN)/python -m benchmarks.gathering $(if $(DATABASE),--database $(DATABASE))

benchmark-reports: setup ## measure what reports cost those who register calls; DATABASE=url of an empty one, CASES=number
	$(BIN)/python -m benchmarks.reports $(if $(DATABASE),--database $(DATABASE)) $(if $(CASES),--cases $(CASES))

benchmark-stages: setup ## measure where the time of a call goes; POSTGRESQL=url of an empty database measures that too
	$(BIN)/python -m benchmarks.stages $(if $(POSTGRESQL),--postgresql $(POSTGRESQL))

benchmark-proofs: setup ## measure what proving the record costs a call; POSTGRESQL=url of an empty database measures that too
	$(BIN)/python -m benchmarks.proofs $(if $(POSTGRESQL),--postgresql $(POSTGRESQL))

benchmark-growth: setup ## measure what a large database costs beside a small one; POSTGRESQL=server url, LARGE=cases
	$(BIN)/python -m benchmarks.growth $(if $(POSTGRESQL),--postgresql $(POSTGRESQL)) $(if $(LARGE),--large $(LARGE))

benchmark-searching: setup ## measure finding cases by words; CASES=number, POSTGRESQL=url of an empty database, PAGE=path writes figures
	$(BIN)/python -m benchmarks.searching $(if $(CASES),--cases $(CASES)) $(if $(POSTGRESQL),--database $(POSTGRESQL)) \
	  $(if $(PAGE),--page $(PAGE))

##@ Release

.PHONY: lock audit sbom
lock: $(BIN)/uv ## pin all dependencies; UPGRADE=yes takes their latest versions
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --group setup --constraints requirements.lock -o requirements-setup.lock
	$(LOCK) pyproject.toml clients/telephony/pyproject.toml clients/department/pyproject.toml --group dev \
	  --constraints requirements.lock --constraints requirements-setup.lock -o requirements-dev.lock

audit: dev ## check the dependencies for known vulnerabilities
	$(BIN)/pip-audit --requirement requirements-dev.lock --disable-pip --no-deps

sbom: dev ## write the bill of materials, as CycloneDX, to dist/sbom.json
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o dist/sbom.json
