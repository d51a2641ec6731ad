package docs

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"stationcompanion/logging"
)

// TestObservabilityListsEveryField holds the table of observability.md against
// logging.Fields. UPDATE=1 writes it anew.
func TestObservabilityListsEveryField(t *testing.T) {
	const file, from, to = "observability.md", "<!-- fields -->\n", "<!-- /fields -->\n"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(raw), from)
	have, after, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("%s has lost the marks %q and %q", file, from, to)
	}
	var want strings.Builder
	want.WriteString("| Field | ECS name | Meaning |\n|---|---|---|\n")
	for _, f := range logging.Fields {
		fmt.Fprintf(&want, "| `%s` | `%s` | %s |\n", f.Name, f.ECS, f.Meaning)
	}
	if have == want.String() {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("the table of fields in %s is not logging.Fields; UPDATE=1 go test ./docs writes it anew", file)
	}
	if err := os.WriteFile(file, []byte(before+from+want.String()+to+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
