package ui

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stationcompanion/station"
	"stationcompanion/station/fingerprint"
)

// fakeIdentity is a PC of which the test says what is odd.
type fakeIdentity struct {
	mu    sync.Mutex
	found []fingerprint.Finding
	read  []string
	watch func([]fingerprint.Finding)
	ready chan struct{}
}

func (f *fakeIdentity) Watch(ctx context.Context, fn func([]fingerprint.Finding)) {
	f.mu.Lock()
	f.watch = fn
	found := f.found
	f.mu.Unlock()
	fn(found)
	close(f.ready)
	<-ctx.Done()
}

func (f *fakeIdentity) Acknowledge(fs []fingerprint.Finding) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, x := range fs {
		f.read = append(f.read, x.Key)
	}
}

func renamedPC() fingerprint.Finding {
	return fingerprint.Finding{Kind: fingerprint.Renamed, Key: "r", WasHost: "TEST-07", Host: "NEW-01", Station: "FCT-7", LastSeen: noon.AddDate(0, 0, -1), First: noon}
}

// TestIdentityNotice: what is odd about the PC is one line with what to do, put away with
// one tap, which is passed on; it stays in the list and does not come back.
func TestIdentityNotice(t *testing.T) {
	pc := &fakeIdentity{found: []fingerprint.Finding{renamedPC()}, ready: make(chan struct{})}
	b := newBench(t, connected(), stateOf("FCT-7"), func(o *Options) { o.Identity = pc })
	b.win.Resize(fyne.NewSize(1000, 700))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	b.Start(ctx)
	<-pc.ready
	b.loop.drain(t)
	n := b.parts.notice
	if !n.object.Visible() || !strings.HasPrefix(n.text.Full(), "This PC was called TEST-07 until yesterday ") || !strings.Contains(n.text.Full(), "its own station name in the settings") {
		t.Fatalf("shown %v, %q", n.object.Visible(), n.text.Full())
	}
	if b.win.Canvas().Overlays().Top() != nil {
		t.Error("it opened a dialog by itself")
	}
	if min := b.win.Content().MinSize(); min.Width > 1000 || min.Height > 700 {
		t.Errorf("needs %v", min)
	}
	test.Tap(n.what)
	if b.sheet.open == nil || !strings.Contains(n.all(), "pc_renamed") {
		t.Errorf("no way to see more: %q", n.all())
	}
	b.run(cmdBack)
	n.dismiss()
	if n.object.Visible() || !slices.Equal(pc.read, []string{"r"}) {
		t.Fatalf("put away: shown %v, passed on %q", n.object.Visible(), pc.read)
	}
	again := renamedPC()
	again.Acknowledged = true
	pc.watch([]fingerprint.Finding{again})
	b.loop.drain(t)
	if n.object.Visible() || !strings.Contains(n.all(), "TEST-07") {
		t.Errorf("read: shown %v, listed %q", n.object.Visible(), n.all())
	}
	n.dismiss()
	if len(pc.read) != 1 {
		t.Errorf("passed on %q", pc.read)
	}
	other := fingerprint.Finding{Kind: fingerprint.OtherPC, Key: "o", Origin: "001B21000001", Mixed: true, Station: "FCT-7", LastSeen: noon}
	pc.watch([]fingerprint.Finding{again, other})
	b.loop.drain(t)
	if !n.object.Visible() || !strings.Contains(n.text.Full(), "00:1B:21:00:00:01") {
		t.Errorf("another finding: shown %v, %q", n.object.Visible(), n.text.Full())
	}
	pc.watch(nil)
	b.loop.drain(t)
	if n.object.Visible() || n.all() != "" {
		t.Errorf("no longer so: shown %v, %q", n.object.Visible(), n.all())
	}
}

// TestIdentityBesideProblems: both kinds of note share the line; putting it away puts
// away both, and either comes back for its own reason only.
func TestIdentityBesideProblems(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	st := stateOf("A")
	st.Problems = []station.Problem{{Kind: station.ProblemLine, Path: "/x/station.conf", Line: 12, Text: "statoin = X"}}
	b.showStation(st)
	n := b.parts.notice
	n.showIdentity([]fingerprint.Finding{renamedPC()})
	if !strings.Contains(n.what.Text, "2") || !strings.Contains(n.text.Full(), "TEST-07") {
		t.Fatalf("%q, %q", n.what.Text, n.text.Full())
	}
	n.dismiss()
	if n.object.Visible() {
		t.Error("half of it was put away")
	}
	st.Problems = append(slices.Clone(st.Problems), station.Problem{Kind: station.ProblemNoStation})
	b.showStation(st)
	if !n.object.Visible() || strings.Contains(n.text.Full(), "TEST-07") {
		t.Errorf("shown %v, %q", n.object.Visible(), n.text.Full())
	}
}
