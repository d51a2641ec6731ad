package logging

import (
	"context"
	"regexp"
	"strings"
	"testing"
)

func TestScopesNestAndRestore(t *testing.T) {
	root := t.Context()
	if CorrelationID(root) != "" || Operation(root) != "" {
		t.Fatal("a bare context carries nothing")
	}
	outer := Begin(root, "lookup")
	inner := Begin(outer, "report")
	id := CorrelationID(outer)
	if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(id) {
		t.Fatalf("id %q", id)
	}
	if CorrelationID(inner) != id || Operation(inner) != "report" || Operation(outer) != "lookup" {
		t.Fatalf("inner %q %q, outer %q", CorrelationID(inner), Operation(inner), Operation(outer))
	}
	if CorrelationID(Begin(root, "lookup")) == id {
		t.Fatal("two operations share an id")
	}
	given := WithCorrelationID(inner, "from-elsewhere")
	if CorrelationID(given) != "from-elsewhere" || Operation(given) != "report" || CorrelationID(inner) != id {
		t.Fatal("a given id")
	}
	if CorrelationID(Begin(given, "x")) != "from-elsewhere" {
		t.Fatal("Begin keeps a given id")
	}
	if c := WithCorrelationID(given, ""); CorrelationID(c) != "" || CorrelationID(Begin(c, "y")) == "" {
		t.Fatal("an empty id means none")
	}
}

func TestGivenIDsAreHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"a\r\nX-Evil: 1": "aX-Evil:1", "é\x00\u202e": "", strings.Repeat("a", 500): strings.Repeat("a", 128),
	} {
		if got := CorrelationID(WithCorrelationID(context.Background(), in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestIDsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for range 100_000 {
		seen[newID()] = true
	}
	if len(seen) != 100_000 {
		t.Errorf("%d different ids of 100000", len(seen))
	}
}
