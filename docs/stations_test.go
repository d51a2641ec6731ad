package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var named = regexp.MustCompile("`(?:[a-z0-9/]+\\.)?((?:Test|Benchmark)[A-Za-z0-9]+)`")

// TestStationsNamesRealTests holds every test that stations.md names against the code.
func TestStationsNamesRealTests(t *testing.T) {
	page, err := os.ReadFile("stations.md")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, pattern := range []string{"../*/*_test.go", "../*/*/*_test.go", "../*/*/*/*_test.go"} {
		files, _ := filepath.Glob(pattern)
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(raw)
		}
	}
	names := named.FindAllStringSubmatch(string(page), -1)
	if len(names) < 30 {
		t.Fatalf("only %d tests named", len(names))
	}
	for _, n := range names {
		if !strings.Contains(code.String(), "func "+n[1]+"(") {
			t.Errorf("stations.md names %s, which is not there", n[1])
		}
	}
}
