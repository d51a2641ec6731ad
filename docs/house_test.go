// Package docs holds no code, only the tests that keep the written rules true:
// who may import whom, the floors under dependencies, and the links of the pages.
package docs

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"
)

const module = "stationcompanion"

// room is one line of the import table in architecture.md.
type room struct {
	ours  []string // packages of this module it may import; "*" = all
	third []string // module path prefixes it may import
}

// house is the import table. A package that is not in it may not exist.
var house = map[string]room{
	".":                        {ours: []string{"*"}, third: []string{"fyne.io/fyne/v2", "github.com/rs/zerolog", "github.com/adrg/xdg"}},
	"assets":                   {third: []string{"fyne.io/fyne/v2"}},
	"breaker":                  {third: []string{"github.com/sony/gobreaker/v2"}},
	"station":                  {ours: []string{"station/internal/coding", "station/internal/durable"}, third: []string{"github.com/adrg/xdg"}},
	"station/fingerprint":      {ours: []string{"station/internal/durable"}, third: []string{"github.com/adrg/xdg", "golang.org/x/sys"}},
	"station/internal/coding":  {third: []string{"golang.org/x/text"}},
	"station/internal/durable": {third: []string{"github.com/gofrs/flock", "golang.org/x/sys"}},
	"station/secret":           {ours: []string{"station/internal/coding", "station/internal/durable"}, third: []string{"github.com/adrg/xdg", "github.com/zalando/go-keyring", "github.com/rs/zerolog"}},
	"logging":                  {ours: []string{"station/secret"}, third: []string{"github.com/rs/zerolog", "github.com/adrg/xdg"}},
	"logging/known":            {ours: []string{"logging/tail"}},
	"logging/tail":             {ours: []string{"logging/tail/match"}, third: []string{"github.com/go-json-experiment/json"}},
	"logging/tail/match":       {},
	"client":                   {ours: []string{"station", "station/secret", "breaker", "logging", "client/report", "client/cache", "client/proxy"}, third: []string{"github.com/rs/zerolog", "golang.org/x/sync", "golang.org/x/net", "github.com/cenkalti/backoff/v5", "github.com/go-json-experiment/json"}},
	"client/cache":             {ours: []string{"client/report"}, third: []string{"github.com/klauspost/compress", "github.com/adrg/xdg", "github.com/go-json-experiment/json", "golang.org/x/sys"}},
	"client/report/plain":      {ours: []string{"client/report"}},
	"client/report/export":     {ours: []string{"client/report", "client/report/plain"}, third: []string{"codeberg.org/go-pdf/fpdf"}},
	"client/report":            {third: []string{"github.com/klauspost/compress", "github.com/go-json-experiment/json"}},
	"client/proxy":             {third: []string{"golang.org/x/net", "golang.org/x/sys"}},
	"client/check":             {ours: []string{"client", "client/proxy", "station", "station/secret"}, third: []string{"golang.org/x/net"}},
	"client/availability":      {ours: []string{"client", "breaker"}, third: []string{"github.com/rs/zerolog"}},
	"client/support":           {ours: []string{"client", "station/secret"}, third: []string{"golang.org/x/sys"}},
	"client/demo":              {ours: []string{"client/report"}, third: []string{"github.com/klauspost/compress", "github.com/go-json-experiment/json"}},
	"ui":                       {ours: []string{"*"}, third: []string{"fyne.io/fyne/v2", "github.com/rs/zerolog", "github.com/piglig/go-qr", "golang.org/x/text", "github.com/go-text/typesetting/shaping"}},
	"ui/look":                  {ours: []string{"ui/words", "assets"}, third: []string{"fyne.io/fyne/v2", "golang.org/x/image"}},
	"ui/look/plot":             {ours: []string{"ui/look"}, third: []string{"fyne.io/fyne/v2"}},
	"ui/checkview":             {ours: []string{"client/check", "ui/words", "ui/look"}, third: []string{"fyne.io/fyne/v2"}},
	"ui/lookup":                {ours: []string{"client", "client/report", "station", "breaker", "ui/words", "ui/look", "ui/look/plot", "client/report/export"}, third: []string{"fyne.io/fyne/v2", "github.com/adrg/xdg"}},
	"ui/logview":               {ours: []string{"logging/tail", "logging/known", "ui/words", "ui/look"}, third: []string{"fyne.io/fyne/v2", "golang.org/x/image", "golang.org/x/text"}},
	"ui/settings":              {ours: []string{"client", "client/cache", "client/check", "station", "station/secret", "ui/words", "ui/look", "ui/checkview"}, third: []string{"fyne.io/fyne/v2"}},
	"ui/words":                 {ours: []string{"client", "client/availability", "client/cache", "client/check", "client/report", "client/report/plain", "station", "station/fingerprint", "station/secret", "breaker"}},
	"ui/cli":                   {ours: []string{"client", "client/check", "client/proxy", "client/demo", "client/report", "client/report/export", "client/report/plain", "client/support", "station", "station/fingerprint", "station/secret", "breaker", "logging", "logging/known", "logging/tail", "ui/words", "ui/instance"}, third: []string{"github.com/rs/zerolog"}},
	"ui/notify":                {ours: []string{"client", "breaker", "ui/words", "ui/instance"}, third: []string{"fyne.io/fyne/v2", "github.com/rs/zerolog", "github.com/godbus/dbus/v5"}},
	"ui/instance":              {third: []string{"github.com/adrg/xdg", "github.com/gofrs/flock", "github.com/godbus/dbus/v5", "golang.org/x/sys"}},
	"e2e/emptywindow":          {third: []string{"fyne.io/fyne/v2"}},
	"internal/crash":           {},
	"docs":                     {},
	"e2e":                      {},
}

// mayImportApp are the only programs; everything else must build without OpenGL.
var mayImportApp = []string{".", "e2e/emptywindow"}

func TestImportsKeepToTheHouse(t *testing.T) {
	root := ".."
	seen := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "build" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, _ := filepath.Rel(root, filepath.Dir(name))
		checkImports(t, filepath.ToSlash(rel), name)
		seen++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("only %d files walked; the walk does not reach the house", seen)
	}
}

func checkImports(t *testing.T, pkg, name string) {
	t.Helper()
	r, ok := house[pkg]
	if !ok {
		t.Errorf("%s: package %q is not in the import table", name, pkg)
		return
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range f.Imports {
		imp, _ := strconv.Unquote(spec.Path.Value)
		switch {
		case imp == "fyne.io/fyne/v2/app":
			if !slices.Contains(mayImportApp, pkg) {
				t.Errorf("%s imports %s: only main does, so that the rest builds without OpenGL", name, imp)
			}
		case imp == "net/http/httptest" || imp == "testing":
			t.Errorf("%s imports %s outside a test", name, imp)
		case imp == module || strings.HasPrefix(imp, module+"/"):
			ours := strings.TrimPrefix(imp, module+"/")
			if !slices.Contains(r.ours, "*") && !slices.Contains(r.ours, ours) {
				t.Errorf("%s: %s may not import %s", name, pkg, ours)
			}
		case strings.Contains(strings.SplitN(imp, "/", 2)[0], "."):
			if !slices.ContainsFunc(r.third, func(m string) bool { return imp == m || strings.HasPrefix(imp, m+"/") }) {
				t.Errorf("%s: %s may not import %s", name, pkg, imp)
			}
		}
	}
}

// floors are the lowest versions without a known vulnerability that concerns us
// (golang/vulndb, snapshot of 21 August 2026), and what the code was measured with.
var floors = map[string]string{
	"fyne.io/fyne/v2":                    "v2.8.1",
	"github.com/sony/gobreaker/v2":       "v2.4.0",
	"github.com/rs/zerolog":              "v1.35.1",
	"github.com/adrg/xdg":                "v0.5.3",
	"github.com/zalando/go-keyring":      "v0.2.8",
	"github.com/go-json-experiment/json": "v1.27.2",
	"github.com/klauspost/compress":      "v1.20.4",
	"golang.org/x/image":                 "v0.47.0",
	"golang.org/x/net":                   "v0.62.0",
	"golang.org/x/text":                  "v0.43.0",
	"golang.org/x/sys":                   "v0.49.0",
	"github.com/yuin/goldmark":           "v1.7.17",
	"codeberg.org/go-pdf/fpdf":           "v0.12.0",
	"github.com/go-text/typesetting":     "v0.3.4",
	"github.com/godbus/dbus/v5":          "v5.2.2",
	"github.com/gofrs/flock":             "v0.13.1",
	"github.com/piglig/go-qr":            "v1.1.0",
	"go.uber.org/goleak":                 "v1.3.0",
	"golang.org/x/mod":                   "v0.42.0",
	"pgregory.net/rapid":                 "v1.3.0",
}

func TestDependencyFloors(t *testing.T) {
	raw, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", raw, nil)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]string{}
	for _, r := range mod.Require {
		have[r.Mod.Path] = r.Mod.Version
		if _, ok := floors[r.Mod.Path]; !ok && !r.Indirect {
			t.Errorf("%s has no floor", r.Mod.Path)
		}
	}
	for m, floor := range floors {
		switch v := have[m]; {
		case v == "":
			t.Errorf("go.mod has no %s", m)
		case semver.Compare(v, floor) < 0:
			t.Errorf("%s is at %s, below its floor %s", m, v, floor)
		}
	}
	if mod.Toolchain == nil || semver.Compare("v"+strings.TrimPrefix(mod.Toolchain.Name, "go"), "v1.26.8") < 0 {
		t.Error("toolchain is below go1.26.8, the first past every known vulnerability that concerns us")
	}
}

var link = regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)

func TestLinksOfThePagesLeadSomewhere(t *testing.T) {
	pages, _ := filepath.Glob("*.md")
	for _, page := range append(pages, "../README.md", "../CHANGELOG.md") {
		raw, err := os.ReadFile(page)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, m := range link.FindAllStringSubmatch(string(raw), -1) {
			target := m[1]
			if strings.Contains(target, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), filepath.FromSlash(path.Clean(target)))); err != nil {
				t.Errorf("%s links to %s, which is not there", page, target)
			}
		}
	}
}
