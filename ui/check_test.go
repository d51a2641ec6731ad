package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// checkBench is a window whose checks give what the test says.
func checkBench(t *testing.T, results func(ctx context.Context, cfg client.Config) []check.Result) *bench {
	t.Helper()
	return newBench(t, connected(), stateOf("FCT-1"), func(o *Options) {
		o.Using = func() client.Config {
			return client.Config{Server: "https://wats.invalid/", Token: secret.New("canary-token")}
		}
		o.Check = func(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result {
			all := results(ctx, cfg)
			for _, r := range all {
				each(r)
			}
			return all
		}
	})
}

// every layer well, but those that are changed.
func findings(change map[check.StepID]check.Result) []check.Result {
	var all []check.Result
	for _, id := range check.Steps() {
		r, ok := change[id]
		if !ok {
			r = check.Result{State: check.Well, Evidence: "evidence"}
		}
		r.ID = id
		all = append(all, r)
	}
	return all
}

// buttonOf finds a button of the sheet that is open.
func (b *bench) buttonOf(t *testing.T, text string) *widget.Button {
	t.Helper()
	for _, o := range test.LaidOutObjects(b.win.Canvas().Overlays().Top()) {
		if button, ok := o.(*widget.Button); ok && button.Text == text {
			return button
		}
	}
	t.Fatalf("there is no button %q", text)
	return nil
}

func (b *bench) sheetTexts() string {
	var all []string
	for _, o := range test.LaidOutObjects(b.win.Canvas().Overlays().Top()) {
		switch o := o.(type) {
		case *look.Text:
			all = append(all, o.Full())
		case *look.Paragraph:
			all = append(all, o.Full())
		case *widget.Label:
			all = append(all, o.Text)
		}
	}
	return strings.Join(all, "\n")
}

func TestCheckPage(t *testing.T) {
	asked := make(chan client.Config, 9)
	answers := findings(nil)
	b := checkBench(t, func(_ context.Context, cfg client.Config) []check.Result {
		asked <- cfg
		return answers
	})
	settled := func() {
		<-asked
		b.wg.Wait() // the check's goroutine; nothing else was started
		b.loop.drain(t)
	}
	b.openDetails()
	test.Tap(b.buttonOf(t, words.T("check.open")))
	settled()
	text := b.sheetTexts()
	for _, want := range []string{words.T("check.all_well"), "https://wats.invalid · ", "evidence", words.CheckStep(check.Clock)} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	answers = findings(map[check.StepID]check.Result{check.Reach: {State: check.Failed, Err: &client.Error{Kind: client.KindRefused}}})
	test.Tap(b.buttonOf(t, words.T("check.again")))
	settled()
	text = b.sheetTexts()
	for _, want := range []string{words.T("check.stops", words.CheckStep(check.Reach)), words.T("error.kind.refused.advice")} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	test.Tap(b.buttonOf(t, words.T("check.copy")))
	copied := b.app.Clipboard().Content()
	if !strings.Contains(copied, words.T("error.kind.refused.title")) || strings.Contains(copied+text, "canary") {
		t.Errorf("copied %q", copied)
	}
	test.Tap(b.buttonOf(t, words.T("window.close")))
	if b.win.Canvas().Overlays().Top() != nil {
		t.Error("the page does not close")
	}
}

// A check that runs can be stopped, and ends with its page; a second page cannot open
// over something else.
func TestCheckPageEndsItsCheck(t *testing.T) {
	ended := make(chan error, 9)
	began := make(chan struct{}, 9)
	b := checkBench(t, func(ctx context.Context, _ client.Config) []check.Result {
		began <- struct{}{}
		<-ctx.Done()
		ended <- ctx.Err()
		return nil
	})
	b.act(words.CheckLayers)
	<-began
	if text := b.sheetTexts(); !strings.Contains(text, words.T("check.running")) || !strings.Contains(text, words.T("check.what")) {
		t.Errorf("while it runs: %s", text)
	}
	test.Tap(b.buttonOf(t, words.T("check.stop")))
	if <-ended == nil || !strings.Contains(b.sheetTexts(), words.T("check.stopped")) {
		t.Errorf("after Stop: %s", b.sheetTexts())
	}
	b.CheckConnection() // again: the sheet makes room for another
	<-began
	b.sheet.close()
	if <-ended == nil {
		t.Error("closing does not end the check")
	}
	b.loop.drain(t)
	b.openSettings()
	b.CheckConnection()
	if len(began) > 0 || len(b.win.Canvas().Overlays().List()) != 1 {
		t.Error("the page opens over the settings")
	}
}

func TestCheckIsNotOfferedWithoutAConfiguration(t *testing.T) {
	b := newBench(t, connected(), stateOf("FCT-1"), nil)
	b.CheckConnection()
	if b.win.Canvas().Overlays().Top() != nil || b.checkButton() != nil {
		t.Error("a page opens without anything to check")
	}
}

// The page fits the smallest window at the largest text.
func TestCheckPageFits(t *testing.T) {
	b := checkBench(t, func(context.Context, client.Config) []check.Result { return findings(nil) })
	b.win.Resize(fyne.NewSize(1000, 700))
	b.app.Settings().SetTheme(look.NewTheme(look.Light, 1.5))
	b.CheckConnection()
	b.wg.Wait()
	b.loop.drain(t)
	if size := b.win.Canvas().Size(); size.Width > 1000 || size.Height > 700 {
		t.Errorf("the window grew to %v", size)
	}
	b.buttonOf(t, words.T("check.again"))
}

func TestPlainHTTPKeepsASign(t *testing.T) {
	b := newBench(t, connected(), stateOf("FCT-1"), nil)
	for server, want := range map[string]bool{
		"http://wats-server": true, "http://192.0.2.1:8080/x": true, "https://wats.invalid": false, "http://localhost:1": false,
		"http://127.0.0.1:1": false, "http://[::1]:1": false, "": false, "%": false,
	} {
		for _, l := range links() {
			s := linked(l)
			s.Server = server
			b.showConnection(s)
			if got := b.parts.header.plain.object.Visible(); got != want {
				t.Errorf("%q, %s: sign %v", server, l, got)
			}
		}
		if text := plain(b.safetyFacts()); strings.Contains(text, words.T("plain.tell")) != want {
			t.Errorf("%q: details say %q", server, text)
		}
	}
	s := linked(client.LinkDown)
	s.Server = "http://wats-server"
	b.showConnection(s)
	h := b.parts.header
	if h.plain.mark.Shape() != look.ShapeErrored || h.plain.mark.ColorName() != look.ColorOnFill || h.plain.text.Full() != words.T("plain.mark") {
		t.Errorf("on the filled strip: %v %v", h.plain.mark.Shape(), h.plain.mark.ColorName())
	}
}

func TestDetailsTellOfTheCAFile(t *testing.T) {
	b := newBench(t, connected(), stateOf("FCT-1"), func(o *Options) {
		o.CAProblem = func() error { return &client.CAError{Path: "/company.pem", Why: client.CAMissing} }
	})
	if text := plain(b.safetyFacts()); !strings.Contains(text, "/company.pem") || !strings.Contains(text, words.SettingName(station.KeyCAFile)) {
		t.Errorf("details say %q", text)
	}
}
