package settings

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// stepwise is a check that goes on when it is told to.
type stepwise struct {
	next  chan check.Result
	cfg   chan client.Config
	ended chan error
}

func newStepwise() *stepwise {
	return &stepwise{next: make(chan check.Result), cfg: make(chan client.Config, 9), ended: make(chan error, 9)}
}

func (s *stepwise) run(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result {
	s.cfg <- cfg
	var all []check.Result
	for range check.Steps() {
		select {
		case r := <-s.next:
			all = append(all, r)
			each(r)
		case <-ctx.Done():
			s.ended <- ctx.Err()
			return all
		}
	}
	s.ended <- nil
	return all
}

func shapes(d *Dialog) []look.Shape { return d.test.view.Shapes() }

func TestConnectionTestShowsItsStepsAsTheyCome(t *testing.T) {
	b := start(t, userFile, "", nil)
	s := newStepwise()
	b.check = s.run
	b.vault.held[company] = secret.New("held")
	d := b.show()
	typeIn(entryOf(t, d, station.KeyRequestTimeout), "7s")
	before := b.listing()
	test.Tap(d.test.start)
	cfg := <-s.cfg
	if cfg.Server != company || cfg.Token.Reveal() != "held" || cfg.RequestTimeout.Seconds() != 7 {
		t.Errorf("tested %+v", cfg)
	}
	if got := shapes(d); got[0] != look.ShapeHalfOpen || got[1] != look.ShapeUnknown {
		t.Errorf("at the start: %v", got)
	}
	s.next <- check.Result{ID: check.Address, State: check.Well, Evidence: company}
	b.until(func() bool { return len(d.test.view.Found()) == 1 })
	if got := shapes(d); got[0] != look.ShapePassed || got[1] != look.ShapeHalfOpen || !d.test.view.Running() {
		t.Errorf("after one step: %v", got)
	}
	broken := check.Result{ID: check.Name, State: check.Failed, Err: &client.Error{Kind: client.KindName, Detail: "company.wats.invalid"}}
	s.next <- broken
	for _, id := range check.Steps()[2:] {
		s.next <- check.Result{ID: id, State: check.NotTried}
	}
	b.until(func() bool { return !d.test.view.Running() })
	if got := shapes(d); got[1] != look.ShapeFailed || got[2] != look.ShapeUnknown || got[9] != look.ShapeUnknown {
		t.Errorf("at the end: %v", got)
	}
	said := words.CheckResult(broken)
	if title, advice, _ := d.test.view.Says(check.Name); title != said.Title || advice != said.Advice || said.Advice == "" {
		t.Errorf("failed step says %q, %q", title, advice)
	}
	if got, _, _ := d.test.view.Says(check.Route); got != words.T("check.not_tried") {
		t.Errorf("a step that was not tried says %q", got)
	}
	test.Tap(d.test.copyIt)
	if !strings.Contains(b.copied, said.Title) || !strings.Contains(b.copied, company) || strings.Contains(b.copied, "held") {
		t.Errorf("copied %q", b.copied)
	}
	if b.listing() != before {
		t.Error("the test wrote something")
	}
	typeIn(d.server.entry, "https://other.invalid")
	if len(d.test.view.Found()) != 0 || d.test.view.Object().Visible() {
		t.Error("findings about another address still show")
	}
}

func TestConnectionTestCanBeStopped(t *testing.T) {
	b := start(t, userFile, "", nil)
	s := newStepwise()
	b.check = s.run
	d := b.show()
	test.Tap(d.test.start)
	<-s.cfg
	s.next <- check.Result{ID: check.Address, State: check.Well}
	b.until(func() bool { return len(d.test.view.Found()) == 1 })
	test.Tap(d.test.stop)
	if err := <-s.ended; err == nil {
		t.Error("the check was not ended")
	}
	if d.test.view.Running() || !d.test.start.Visible() || d.test.title.text() != words.T("check.stopped") {
		t.Errorf("running %v, says %q", d.test.view.Running(), d.test.title.text())
	}
	if got := shapes(d); got[0] != look.ShapePassed || got[1] != look.ShapeUnknown {
		t.Errorf("what was found is lost: %v", got)
	}
	test.Tap(d.test.start) // again, and close while it runs
	<-s.cfg
	d.Close()
	if err := <-s.ended; err == nil {
		t.Error("closing does not end the check")
	}
	d.Wait()
}

func TestConnectionTestUsesWhatIsTyped(t *testing.T) {
	b := start(t, userFile, "", nil)
	s := newStepwise()
	b.check = s.run
	b.vault.held[company] = secret.New("held")
	d := b.show()
	d.token.setWish(true, false)
	test.Type(d.token.entry, "typed")
	test.Tap(d.test.start)
	if cfg := <-s.cfg; cfg.Token.Reveal() != "typed" {
		t.Error("the typed token is not the one tested")
	}
	d.test.end()
	d.token.setWish(false, true)
	test.Tap(d.test.start)
	if cfg := <-s.cfg; !cfg.Token.Empty() {
		t.Error("a token that is to be removed is tested")
	}
	d.test.end()
	typeIn(d.server.entry, "http://plain")
	d.chosen(station.KeyAllowHTTP, "true")
	b.until(func() bool { return !d.token.asking })
	test.Tap(d.test.start)
	if cfg := <-s.cfg; cfg.Server != "http://plain" || !cfg.AllowHTTP || !cfg.Token.Empty() {
		t.Errorf("tested %+v", cfg)
	}
	d.test.end()
}

// TestOutcomeOfTheTestIsInView: on a small window the step that failed, and what to do
// about it, does not stay below the fold.
func TestOutcomeOfTheTestIsInView(t *testing.T) {
	b := start(t, userFile, "", nil)
	s := newStepwise()
	b.check = s.run
	b.w.Resize(fyne.NewSize(1000, 700))
	d := b.show()
	d.nav.open(sectionServer)
	typeIn(entryOf(t, d, station.KeyServer), company)
	test.Tap(d.test.start)
	<-s.cfg
	for _, id := range check.Steps() {
		r := check.Result{ID: id, State: check.Well}
		if id == check.Token {
			r = check.Result{ID: id, State: check.Failed, Err: &client.Error{Kind: client.KindUnauthorized, Status: 401}}
		}
		s.next <- r
	}
	b.until(func() bool { return !d.test.view.Running() })
	row, scroll := d.test.view.Outcome(), d.nav.scrolls[sectionServer]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	lower, edge := at(row).Y+row.Size().Height, at(scroll).Y+scroll.Size().Height
	if scroll.Offset.Y == 0 || lower > edge+1 {
		t.Errorf("the outcome ends at %v, the view at %v (scrolled %v)", lower, edge, scroll.Offset.Y)
	}
}
