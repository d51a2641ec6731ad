package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/ui/words"
)

// gated is a bundleBench whose checks wait at a gate, one step a time.
type gated struct {
	*bench
	step   chan bool
	posted chan struct{}
	runs   int
}

func gatedBench(t *testing.T) *gated {
	t.Helper()
	b := &gated{bench: bundleBench(t), step: make(chan bool), posted: make(chan struct{}, 1000)}
	do := b.o.Do
	b.o.Do = func(fn func()) {
		do(fn)
		b.posted <- struct{}{}
	}
	b.o.Using = func() client.Config { return client.Config{Server: "https://wats.invalid"} }
	b.o.Check = func(ctx context.Context, _ client.Config, each func(check.Result)) (all []check.Result) {
		b.runs++
		for _, id := range check.Steps() {
			select {
			case <-ctx.Done():
				return all
			case <-b.step:
			}
			r := check.Result{ID: id, State: check.Well, Evidence: "found " + string(id)}
			if id == check.Address {
				r.Evidence = "https://wats.invalid"
			}
			all = append(all, r)
			each(r)
		}
		return all
	}
	return b
}

// until runs what the workers post until something is so.
func (b *gated) until(t *testing.T, so func() bool) {
	t.Helper()
	for b.loop.drain(t); !so(); b.loop.drain(t) {
		select {
		case <-b.posted:
		case <-t.Context().Done():
			return
		}
	}
}

// seen waits for a text on the page's line about the check.
func (b *gated) seen(t *testing.T, p *bundlePage, text string) {
	t.Helper()
	b.until(t, func() bool { return p.progress.Full() == text })
}

// TestBundleChecks: the preview checks the connection by itself, says how far it is, lets
// one save meanwhile, and takes what was found into the files.
func TestBundleChecks(t *testing.T) {
	b := gatedBench(t)
	p := b.openBundle()
	b.seen(t, p, words.T("bundle.checking", 1, 10))
	b.until(t, func() bool { return len(p.files) > 0 }) // they come while the check waits
	if p.save.Disabled() || p.fileText("check.txt") != "" || p.check.Text != words.T("check.stop") {
		t.Fatalf("save disabled %v, check.txt %q, button %q", p.save.Disabled(), p.fileText("check.txt"), p.check.Text)
	}
	last := len(p.files) - 1
	name := p.files[last].Name
	p.show(last)
	b.step <- true
	b.seen(t, p, words.T("bundle.checking", 2, 10))
	for range 9 {
		b.step <- true
	}
	b.work(t)
	if !strings.Contains(p.fileText("check.txt"), "found clock") || p.progress.Full() != words.T("bundle.check_done") || p.check.Text != words.T("support.check") || p.save.Disabled() {
		t.Errorf("%q, %q\n%s", p.progress.Full(), p.check.Text, p.fileText("check.txt"))
	}
	if p.files[p.shown].Name != name || p.text.text != p.files[p.shown].Text {
		t.Errorf("%s was shown, now it is %s", name, p.files[p.shown].Name)
	}
	b.run(cmdBack)
	p = b.openBundle() // a fresh one is there
	b.work(t)
	if b.runs != 1 || !strings.Contains(p.fileText("check.txt"), "found clock") || p.check.Text != words.T("support.check") {
		t.Errorf("%d checks", b.runs)
	}
	if size := b.sheet.open.MinSize(); size.Width > 1000 || size.Height > 700 {
		t.Errorf("needs %v", size)
	}
}

// TestBundleCheckStopped: Stop and leaving the page end the check; nothing of it is kept.
func TestBundleCheckStopped(t *testing.T) {
	b := gatedBench(t)
	p := b.openBundle()
	b.step <- true
	b.seen(t, p, words.T("bundle.checking", 2, 10))
	test.Tap(p.check)
	b.work(t) // would wait for ever for a check that goes on
	if p.progress.Full() != words.T("bundle.check_stopped") || b.Checked() != nil || p.fileText("check.txt") != "" || p.check.Text != words.T("support.check") {
		t.Errorf("%q, %v", p.progress.Full(), b.Checked())
	}
	test.Tap(p.check) // again, by hand
	b.step <- true
	b.seen(t, p, words.T("bundle.checking", 2, 10))
	b.run(cmdBack)
	b.work(t)
	if b.runs != 2 || p.open || b.Checked() != nil {
		t.Errorf("%d checks, open %v", b.runs, p.open)
	}
}

// TestBundleOfDemoChecksNothing: nor does a window that has nothing to check with.
func TestBundleOfDemoChecksNothing(t *testing.T) {
	b := gatedBench(t)
	snap := connected()
	snap.Demo = true
	b.showConnection(snap)
	p := b.openBundle()
	b.work(t)
	if b.runs != 0 || !p.check.Disabled() || p.progress.Full() != "" {
		t.Errorf("%d checks, %q", b.runs, p.progress.Full())
	}
}
