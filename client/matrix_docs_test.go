package client_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

var update = flag.Bool("update", false, "write docs/reliability.md's tables anew")

const reliabilityPage = "../docs/reliability.md"

// TestReliabilityPage holds the tables of docs/reliability.md against the rows of the
// fault matrix; go test ./client -run TestReliabilityPage -update writes them anew.
func TestReliabilityPage(t *testing.T) {
	raw, err := os.ReadFile(reliabilityPage)
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	for mark, table := range map[string]string{"matrix": matrixTable(), "answers": answersTable()} {
		from, to := "<!-- "+mark+" -->\n", "<!-- /"+mark+" -->\n"
		before, rest, ok := strings.Cut(page, from)
		have, after, ok2 := strings.Cut(rest, to)
		if !ok || !ok2 {
			t.Fatalf("the page has lost the marks %q and %q", from, to)
		}
		if have != table && !*update {
			t.Errorf("the table %q of the page is not what the rows declare: run with -update", mark)
		}
		page = before + from + table + to + after
	}
	if *update && page != string(raw) {
		if err := os.WriteFile(reliabilityPage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func matrixTable() string {
	var b strings.Builder
	b.WriteString("| Fault | The header says | and what to do | Breaker | Token | Look-ups | Comes back |\n|---|---|---|---|---|---|---|\n")
	for _, r := range matrixRows() {
		advice := r.advice
		if advice == "" {
			advice = "–"
		}
		fmt.Fprintf(&b, "| **%s**: %s | %s | %s | %s | %s | %s | %s |\n", r.name, r.what, r.title, cell(advice),
			r.breakerWord(), r.tokenWord(), r.lookUpWord(), r.healsWord())
	}
	return b.String()
}

func (r row) breakerWord() string {
	switch {
	case r.link == client.LinkConnected:
		return "CLOSED"
	case r.breaker == breaker.Open:
		return "OPEN after the fifth"
	}
	return "CLOSED"
}

func (r row) tokenWord() string {
	if r.token == "" {
		return "as before"
	}
	return string(r.token)
}

func (r row) lookUpWord() string {
	switch {
	case r.own != nil && r.heals != untouched:
		return "are sent; one in between may fail, and shows its saved copy"
	case r.link == client.LinkConnected:
		return "are answered"
	}
	return "show saved copies"
}

func (r row) healsWord() string {
	if r.heals == "" {
		return string(byItself)
	}
	return string(r.heals)
}

func answersTable() string {
	var b strings.Builder
	b.WriteString("| Fault | The look-up says | Breaker | Shown |\n|---|---|---|---|\n")
	for _, q := range questions() {
		says, counts, shown := q.says, "success", "that"
		switch {
		case q.kind == client.KindNone:
			says, shown = "–", "the answer"
		case q.fails:
			counts = "failure"
		}
		if q.copies {
			shown = "the saved copy, and why"
		}
		fmt.Fprintf(&b, "| **%s**: %s | %s | %s | %s |\n", q.name, q.what, cell(says), counts, shown)
	}
	return b.String()
}

// cell makes a text fit for a table's cell.
func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "<", "‹", ">", "›").Replace(text)
}
