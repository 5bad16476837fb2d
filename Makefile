.DEFAULT_GOAL := help
.PHONY: help setup lock stubs typescript test-typescript npm-package reference wheel run certificates demo test lint format types layers protos evaluate evaluate-hotspots danger-points benchmark-alert benchmark-rules benchmark-throughput benchmark-growth benchmark-stages benchmark-reports benchmark-gathering fuzz audit sbom diagram check clean

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STUBS := clients/python/src/hotline
PROTOS := $(wildcard protos/hotline/v1/*.proto)
TYPESCRIPT := clients/typescript
# The last release; the contract may not break those who built against it.
RELEASE = $(shell git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null)

help: ## print these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-22s %s\n", $$1, $$2}'

setup: $(VENV)/.ready $(STUBS)/.ready ## make the virtual environment and the stubs

$(VENV)/.ready: requirements.lock pyproject.toml $(wildcard clients/*/pyproject.toml)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	mkdir -p $(STUBS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e clients/python -e clients/telephony -e clients/department -e .
	touch $@

$(STUBS)/.ready: $(VENV)/.ready $(PROTOS)
	find $(STUBS) -name '*_pb2*' -delete
	PATH=$(BIN):$$PATH $(BIN)/python -m grpc_tools.protoc -Iprotos \
	  --python_out=clients/python/src --grpc_python_out=clients/python/src \
	  --mypy_out=clients/python/src --mypy_grpc_out=clients/python/src $(PROTOS)
	touch $@

# LANG also names the language of a terminal: only the command line's is meant.
OTHER := $(if $(filter command,$(firstword $(origin LANG))),$(LANG))
ifeq ($(OTHER),)
stubs: $(STUBS)/.ready ## generate the Python stubs from protos/; with LANG=java|go|csharp those, into dist/stubs
else
OUT ?= dist/stubs/$(OTHER)
PROTOC ?= $(BIN)/python -m grpc_tools.protoc
NEEDED_java := grpc_java_plugin
NEEDED_go := protoc-gen-go protoc-gen-go-grpc
NEEDED_csharp := grpc_csharp_plugin
MADE_java = --java_out=$(OUT) --plugin=protoc-gen-grpc-java=$$(command -v grpc_java_plugin) --grpc-java_out=$(OUT)
MADE_go = --go_out=$(OUT) --go_opt=paths=source_relative --go-grpc_out=$(OUT) --go-grpc_opt=paths=source_relative
MADE_csharp = --csharp_out=$(OUT) --plugin=protoc-gen-grpc-csharp=$$(command -v grpc_csharp_plugin) --grpc-csharp_out=$(OUT)
stubs: setup
	@test -n "$(NEEDED_$(OTHER))" || { echo "LANG=$(OTHER): java, go or csharp" >&2; exit 1; }
	@for program in $(NEEDED_$(OTHER)); do command -v $$program >/dev/null || \
	  { echo "$$program is not installed: see Stubs in docs/integrating.md" >&2; exit 1; }; done
	mkdir -p $(OUT)
	$(PROTOC) -Iprotos $(MADE_$(OTHER)) $(PROTOS)
endif

reference: setup ## write docs/api.md from the protos' comments, and dist/hotline.binpb, a descriptor set for other languages
	mkdir -p dist
	$(BIN)/buf build protos -o dist/hotline.binpb
	$(BIN)/python -m hotline_server.api.contract < dist/hotline.binpb > docs/api.md

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

wheel: setup ## build the server, the Python client and the bridges into dist/
	for project in . clients/python clients/telephony clients/department; do \
	  (cd $$project && $(CURDIR)/$(BIN)/python -m hatchling build -t wheel -d $(CURDIR)/dist) || exit 1; done

run: setup ## serve on loopback with the embedded database under var/
	$(BIN)/hotline serve

certificates: setup ## make certificates for development in var/certificates
	$(BIN)/hotline certificates

demo: setup ## play a month of calls in accelerated time; MESSAGES=path.csv takes them from a file
	$(BIN)/python -m demo $(if $(MESSAGES),--messages $(MESSAGES))

test: setup ## run the tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal --ignore tests/faults
	$(BIN)/python -m pytest tests/faults

lint: setup ## check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup ## put style right
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

types: setup ## check types
	$(BIN)/mypy

layers: setup ## check that imports keep to the layers
	$(BIN)/lint-imports --no-cache

protos: setup ## lint the protos and compare them with those of the last release
	$(BIN)/buf lint protos
	$(BIN)/buf format --diff --exit-code protos
	@if [ -z "$(RELEASE)" ]; then echo "no tag yet, nothing to compare the protos with"; \
	else git archive $(RELEASE) protos | $(BIN)/buf breaking protos --against '-#format=tar,subdir=protos' \
	  && echo "the protos break nothing of $(RELEASE)"; fi

evaluate: setup ## measure the lexicons; MESSAGES=folder holds the labelled and ordinary messages
	$(BIN)/python -m evaluation --messages $(or $(MESSAGES),../shared/data)

evaluate-hotspots: setup ## gather messages into issues and print the hottest; MESSAGES=path.csv
	$(BIN)/python -m evaluation.hotspots --messages $(or $(MESSAGES),../shared/data/unlabelled.csv)

danger-points: setup ## work out rules/lexicons/danger-points.yaml anew; MESSAGES=folder of ordinary messages
	$(BIN)/python -m pip install --quiet scikit-learn
	$(BIN)/python -m evaluation.fit_danger_points $(wildcard $(or $(MESSAGES),../shared/data)/*.csv)

benchmark-alert: setup ## measure how soon watching desks see an emergency
	$(BIN)/python -m benchmarks.emergency_alert

benchmark-rules: setup ## measure what a decision costs as the rule book grows
	$(BIN)/python -m benchmarks.rule_book_size

benchmark-throughput: setup ## measure calls per second beside a bare echo; POSTGRESQL=url measures that too
	$(BIN)/python -m benchmarks.throughput $(if $(POSTGRESQL),--postgresql $(POSTGRESQL))

benchmark-gathering: setup ## measure gathering a day's calls into hotspots; DATABASE=url of an empty one
	$(BIN)/python -m benchmarks.gathering $(if $(DATABASE),--database $(DATABASE))

benchmark-reports: setup ## measure what reports cost those who register calls; DATABASE=url of an empty one, CASES=number
	$(BIN)/python -m benchmarks.reports $(if $(DATABASE),--database $(DATABASE)) $(if $(CASES),--cases $(CASES))

benchmark-stages: setup ## measure where the time of a call goes; POSTGRESQL=url of an empty database measures that too
	$(BIN)/python -m benchmarks.stages $(if $(POSTGRESQL),--postgresql $(POSTGRESQL))

benchmark-growth: setup ## measure what a large database costs beside a small one; POSTGRESQL=server url, LARGE=cases
	$(BIN)/python -m benchmarks.growth $(if $(POSTGRESQL),--postgresql $(POSTGRESQL)) $(if $(LARGE),--large $(LARGE))

fuzz: setup ## send the server what nobody should send, for SECONDS (3600)
	HOTLINE_TEST_FUZZ_SECONDS=$(or $(SECONDS),3600) $(BIN)/python -m pytest tests/faults/test_fuzzing.py

audit: setup ## look the dependencies up among known vulnerabilities
	$(BIN)/pip-audit --requirement requirements.lock --disable-pip --no-deps

sbom: setup ## list all that the service is made of, as CycloneDX, in dist/sbom.json
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o dist/sbom.json

diagram: setup ## draw docs/lifecycle.md from the lifecycle table, and rules/schema.json from the forms
	$(BIN)/python -m hotline_server.domain.diagram > docs/lifecycle.md
	$(BIN)/hotline rules schema > rules/schema.json

check: lint types layers protos test ## all that CI runs

lock: ## pin all dependencies anew
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-package hotline-client --group dev pyproject.toml --custom-compile-command "make lock" -o requirements.lock

clean: ## remove everything that was made
	rm -rf $(VENV) $(STUBS) $(TYPESCRIPT)/node_modules $(TYPESCRIPT)/src/gen $(TYPESCRIPT)/dist var dist
