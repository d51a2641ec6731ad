# Two commands: make run, make test. `make help` lists the rest.
# Every target installs what it needs (packaging/setup.sh says so first).

VERSION ?= $(shell sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
GO      ?= go
# clang builds Fyne's OpenGL binding in one minute where gcc takes five.
CLANG   ?= clang
# Without the toolkit's own emoji font, which it would read three times at each start;
# an emoji in a report is drawn with the system's.
COMMON  := no_animations,no_emoji
TAGS    := x11,$(COMMON)
FINAL   := migrated_fynedo,no_metadata
RELEASE := $(TAGS),$(FINAL)
LDFLAGS := -s -w -X main.version=$(VERSION)
# The packages that need neither a display nor a C compiler: all but the program itself.
PACKAGES := ./assets/... ./breaker/... ./client/... ./docs/... ./internal/... ./logging/... ./station/... ./ui/...
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
BENCHSTAT   := golang.org/x/perf/cmd/benchstat@v0.0.0-20260908200009-22c9c6c9d4da
WINRES      := github.com/tc-hib/go-winres@v0.3.3
FUZZTIME ?= 10s

.DEFAULT_GOAL := help
.PHONY: help run test build check audit bench fuzz e2e soak pictures windows windows-tests windows-smoke icons clean

help: ## what each target does
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build and show the program on the built-in demo server
	@packaging/run.sh $(ARGS)

test: ## all tests that need no display (a minute or two; nothing to install)
	CGO_ENABLED=0 $(GO) test $$($(GO) list $(PACKAGES) | grep -v '/client$$')
	CGO_ENABLED=0 $(GO) test ./client # by itself: its faults have deadlines

build: ## the program: build/station-companion
	@packaging/setup.sh build
	CGO_ENABLED=1 CC=$(CLANG) $(GO) build -trimpath -tags $(RELEASE) -ldflags '$(LDFLAGS)' -o build/station-companion .

check: ## gofmt, vet (Linux, Windows, macOS), staticcheck, the race detector
	@packaging/setup.sh build race
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$unformatted" ] || { echo "not gofmt-clean: $$unformatted"; exit 1; }
	CGO_ENABLED=1 CC=$(CLANG) $(GO) vet -tags $(TAGS) ./...
	$(GO) vet -tags e2e ./e2e
	GOOS=windows CGO_ENABLED=0 $(GO) vet $(PACKAGES)
	GOOS=darwin CGO_ENABLED=0 $(GO) vet ./breaker/... ./client/... ./logging/... ./station/... ./ui/words ./ui/cli ./ui/instance
	CGO_ENABLED=1 CC=$(CLANG) $(GO) run $(STATICCHECK) -tags $(TAGS) ./...
	CGO_ENABLED=1 $(GO) test -race $$($(GO) list $(PACKAGES) | grep -v '/client$$')
	CGO_ENABLED=1 $(GO) test -race ./client # by itself: its faults have deadlines

audit: ## staticcheck, gosec, govulncheck: every finding repaired or justified (minutes)
	@packaging/setup.sh build
	@GO=$(GO) CLANG=$(CLANG) TAGS=$(TAGS) PACKAGES='$(PACKAGES)' STATICCHECK=$(STATICCHECK) packaging/audit.sh

bench: ## all benchmarks, against docs/benchmarks/baseline.txt
	@packaging/setup.sh build display bench
	@BENCHSTAT=$(BENCHSTAT) CLANG=$(CLANG) TAGS=$(RELEASE) packaging/bench.sh

fuzz: ## every fuzz target for FUZZTIME (default 10s)
	@packaging/fuzz.sh $(FUZZTIME)

e2e: ## the real program in a virtual display, by keys and mouse; pictures in build/e2e
	@packaging/setup.sh build display
	CGO_ENABLED=1 CC=$(CLANG) $(GO) build -tags $(TAGS) -ldflags '-X main.version=$(VERSION) -X main.threads=checked' -o build/e2e/station-companion .
	packaging/virtual-display.sh $(GO) test -tags e2e -count=1 -timeout 10m ./e2e -program $(CURDIR)/build/e2e/station-companion -pictures $(CURDIR)/build/e2e

soak: ## the real program under faults and work for MINUTES (5) or HOURS: memory, files, threads stay
	@packaging/setup.sh build display
	CGO_ENABLED=1 CC=$(CLANG) $(GO) build -tags $(RELEASE) -ldflags '-X main.version=$(VERSION)' -o build/e2e/station-companion-soak .
	packaging/virtual-display.sh $(GO) test -tags e2e -count=1 -v -timeout 0 ./e2e -run '^TestSoak$$' -soak $(if $(HOURS),$(HOURS)h,$(or $(MINUTES),5)m) -program $(CURDIR)/build/e2e/station-companion-soak -pictures $(CURDIR)/build/e2e

pictures: ## docs/pictures anew, from the real program
	@packaging/setup.sh build display
	CGO_ENABLED=1 CC=$(CLANG) $(GO) build -tags $(TAGS) -ldflags '-X main.version=$(VERSION) -X main.threads=checked' -o build/e2e/station-companion .
	packaging/virtual-display.sh $(GO) test -tags e2e -count=1 ./e2e -run TestDocumentationPictures -program $(CURDIR)/build/e2e/station-companion -pictures $(CURDIR)/build/e2e -docs $(CURDIR)/docs/pictures

windows: ## build/station-companion.exe (window) and .com (console)
	@packaging/setup.sh windows
	$(GO) run $(WINRES) simply --arch amd64 --manifest gui --icon assets/icon.png --product-name 'Station Companion' --file-description 'Station Companion' --product-version $(VERSION) --file-version $(VERSION)
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC="$(CLANG) --target=x86_64-w64-mingw32" $(GO) build -trimpath -tags $(COMMON),$(FINAL) -ldflags '$(LDFLAGS) -H=windowsgui -extld=x86_64-w64-mingw32-gcc' -o build/station-companion.exe .
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC="$(CLANG) --target=x86_64-w64-mingw32" $(GO) build -trimpath -tags $(COMMON),$(FINAL) -ldflags '$(LDFLAGS) -extld=x86_64-w64-mingw32-gcc' -o build/station-companion.com .

windows-tests: ## the tests of what is different on Windows, under Wine; skipped, visibly, where Wine is missing
	@packaging/windows-tests.sh

windows-smoke: windows windows-tests ## the Windows programs under Wine, and those tests
	@packaging/windows-smoke.sh

icons: ## assets/icon.png and icon-128.png from assets/icon.svg
	@packaging/setup.sh icons
	rsvg-convert -w 512 -h 512 assets/icon.svg -o assets/icon.png
	rsvg-convert -w 128 -h 128 assets/icon.svg -o assets/icon-128.png

clean: ## remove build/
	rm -rf build rsrc_windows_*.syso
