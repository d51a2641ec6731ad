package lookup

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

// TestNothingIsLookedInto: the answer stands at once; what a closer look finds is added,
// and one tap looks up what was meant.
func TestNothingIsLookedInto(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	r.srv.nothing = func(text string) client.Nothing {
		if text != "SNß1001" {
			t.Errorf("looked into %q", text)
		}
		return client.Nothing{Near: []client.Near{{Serial: "SN-1001", Part: "PCBA-100", Why: client.WhyLayout, Newest: report.Header{Result: "Failed"}}}, Saved: true, Wildcards: "/"}
	}
	r.find("SNß1001")
	if got := r.p.state.now.points; len(got) != 3 {
		t.Fatalf("at once it says %q", got)
	}
	r.pump()
	text := strings.Join(r.p.state.now.points, "\n")
	for _, want := range []string{"SN-1001 exists (PCBA-100, FAILED): the scanner may type for another keyboard", "saved copies", "It holds /", "3 minutes", "token"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for _, b := range find[*widget.Button](r.p.state.object) {
		if b.Text == "Look up SN-1001" {
			b.OnTapped()
		}
	}
	if c := r.call(); c.find.Text != "SN-1001" {
		t.Errorf("asked %+v", c)
	}
}
