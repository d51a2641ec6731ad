package checkview

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"go.uber.org/goleak"

	"stationcompanion/client/check"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// bench is a view whose checks go on when the test says so. What is posted runs on the
// test's goroutine.
type bench struct {
	t       *testing.T
	v       *View
	posts   chan func()
	next    chan check.Result
	ended   chan error
	changes int
	opened  []fyne.CanvasObject
	width   float32
}

func start(t *testing.T, width float32) *bench {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.Light, 1))
	b := &bench{t: t, posts: make(chan func(), 99), next: make(chan check.Result), ended: make(chan error, 9), width: width}
	b.v = New(Deps{
		Go: func(fn func()) { go fn() }, Post: func(fn func()) { b.posts <- fn }, Select: true,
		Changed: func() { b.changes++ }, Opened: func(o fyne.CanvasObject) { b.opened = append(b.opened, o) },
	})
	w := test.NewTempWindow(t, container.NewVScroll(b.v.Object()))
	w.Resize(fyne.NewSize(width, 600))
	return b
}

// run is a check that gives what the test sends.
func (b *bench) run(ctx context.Context, each func(check.Result)) []check.Result {
	var all []check.Result
	for range check.Steps() {
		select {
		case r := <-b.next:
			all = append(all, r)
			each(r)
		case <-ctx.Done():
			b.ended <- ctx.Err()
			return all
		}
	}
	b.ended <- nil
	return all
}

// until runs what is posted until a condition holds.
func (b *bench) until(done func() bool) {
	b.t.Helper()
	deadline := time.After(20 * time.Second)
	for !done() {
		select {
		case fn := <-b.posts:
			fn()
		case <-deadline:
			b.t.Fatal("what was waited for did not come")
		}
	}
}

func cert() *check.Certificate {
	return &check.Certificate{
		Subject: "wats.invalid", Names: []string{"wats.invalid"}, Issuer: "Factory CA", NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1e9, 0),
		SHA256: strings.Repeat("0A", 32), Key: "RSA 2048 bit", At: time.Unix(2e9, 0),
	}
}

// finding is what a layer's check gives: TLS fails, what stands on it is not tried.
func finding(id check.StepID) check.Result {
	switch id {
	case check.Proxy:
		return check.Result{ID: id, State: check.NotNeeded, Evidence: "none is named"}
	case check.TLS:
		return check.Result{ID: id, State: check.Failed, Note: check.NoteExpired, Cert: cert(), Took: 3 * time.Millisecond}
	case check.HTTP, check.WATS, check.Token:
		return check.Result{ID: id, State: check.NotTried}
	case check.Clock:
		return check.Result{ID: id, State: check.Notice, Note: check.NoteNoDate}
	}
	return check.Result{ID: id, State: check.Well, Evidence: "evidence of " + string(id), Took: 12 * time.Millisecond}
}

func TestRowsFollowTheCheck(t *testing.T) {
	b := start(t, 880)
	b.v.Begin(t.Context(), b.run)
	if s := b.v.Shapes(); s[0] != look.ShapeHalfOpen || s[1] != look.ShapeUnknown || !b.v.Running() || !b.v.Begun() {
		t.Errorf("at the start: %v", s)
	}
	for i, id := range check.Steps() {
		b.next <- finding(id)
		b.until(func() bool { return len(b.v.Found()) == i+1 })
	}
	b.until(func() bool { return !b.v.Running() })
	want := []look.Shape{look.ShapePassed, look.ShapePassed, look.ShapePassed, look.ShapeSkipped, look.ShapePassed,
		look.ShapeFailed, look.ShapeUnknown, look.ShapeUnknown, look.ShapeUnknown, look.ShapeErrored}
	for i, s := range b.v.Shapes() {
		if s != want[i] {
			t.Errorf("%s has shape %v, want %v", check.Steps()[i], s, want[i])
		}
	}
	title, advice, _ := b.v.Says(check.TLS)
	if said := words.CheckResult(finding(check.TLS)); title != said.Title || advice != said.Advice || advice == "" {
		t.Errorf("TLS says %q, %q", title, advice)
	}
	if _, _, evidence := b.v.Says(check.Name); evidence != "evidence of name" {
		t.Errorf("evidence %q", evidence)
	}
	if b.v.rows[1].took.Full() != "12 ms" || b.v.rows[6].took.Full() != "" {
		t.Errorf("took %q, %q", b.v.rows[1].took.Full(), b.v.rows[6].took.Full())
	}
	if b.v.Outcome() != fyne.CanvasObject(b.v.rows[5].root) {
		t.Error("the outcome is not the layer that failed")
	}
	if title, _, _ := b.v.Says("of_tomorrow"); title != "" {
		t.Error("a layer that is none has words")
	}
}

// What comes of a check that was stopped, or replaced by another, is dropped.
func TestStopAndBeginAgain(t *testing.T) {
	b := start(t, 880)
	b.v.Begin(t.Context(), b.run)
	b.next <- finding(check.Address)
	b.until(func() bool { return len(b.v.Found()) == 1 })
	b.v.Stop()
	if err := <-b.ended; err == nil || b.v.Running() || len(b.v.Found()) != 1 {
		t.Errorf("stopped with %v, running %v, found %d", err, b.v.Running(), len(b.v.Found()))
	}
	b.v.Begin(t.Context(), b.run)
	if len(b.v.Found()) != 0 {
		t.Error("findings of before stay")
	}
	b.v.Begin(t.Context(), b.run)
	if err := <-b.ended; err == nil {
		t.Error("the check before was not ended")
	}
	for range len(b.posts) {
		(<-b.posts)()
	}
	if len(b.v.Found()) != 0 || !b.v.Running() {
		t.Errorf("found %d of a check that is over", len(b.v.Found()))
	}
	b.v.Clear()
	<-b.ended
	if b.v.Begun() || b.v.Running() {
		t.Error("clearing leaves something")
	}
}

// The certificate is folded until it is tapped, and again at the next check.
func TestCertificateCanBeLookedAt(t *testing.T) {
	b := start(t, 880)
	b.v.Begin(t.Context(), func(_ context.Context, each func(check.Result)) []check.Result {
		var all []check.Result
		for _, id := range check.Steps() {
			all = append(all, finding(id))
		}
		return all
	})
	b.until(func() bool { return !b.v.Running() })
	c := b.v.rows[5].cert
	if !c.root.Visible() || c.room.Visible() {
		t.Fatal("the certificate is not folded")
	}
	c.turn()
	text := texts(c.room)
	for _, want := range []string{"Factory CA", "wats.invalid", "0A0A 0A0A", "expired"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
	if len(b.opened) != 1 || c.label.Full() != words.T("check.cert.hide") {
		t.Errorf("opened %d, says %q", len(b.opened), c.label.Full())
	}
	c.turn()
	if c.room.Visible() || len(b.opened) != 1 {
		t.Error("it does not fold")
	}
	c.turn()
	b.v.Begin(t.Context(), func(context.Context, func(check.Result)) []check.Result { return nil })
	b.until(func() bool { return !b.v.Running() })
	if c.room.Visible() || c.root.Visible() {
		t.Error("the certificate of before stays")
	}
}

// texts is every text of a tree.
func texts(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *widget.Label:
		return o.Text + "\n"
	case *look.Text:
		return o.Full() + "\n"
	case *fyne.Container:
		all := ""
		for _, child := range o.Objects {
			all += texts(child)
		}
		return all
	}
	return ""
}

// On a wide page a well layer takes one line; on a narrow one nothing is cut off.
func TestLines(t *testing.T) {
	heights := map[float32]float32{}
	for _, width := range []float32{880, 420} {
		b := start(t, width)
		b.v.Begin(t.Context(), func(context.Context, func(check.Result)) []check.Result {
			return []check.Result{{ID: check.Address, State: check.Well, Evidence: "https://a-rather-long-name.of-a-server.invalid:8443/prefix"}}
		})
		b.until(func() bool { return !b.v.Running() })
		for range 2 {
			b.v.Object().Refresh()
		}
		row := b.v.rows[0]
		if row.texts.Size().Width <= 0 {
			t.Fatal("the row has no width")
		}
		row.texts.Layout.Layout(row.texts.Objects, row.texts.Size())
		heights[width] = row.texts.MinSize().Height
		end := row.technical.Position().Y + row.technical.Size().Height
		if end > row.texts.MinSize().Height+1 || row.technical.Position().X+row.technical.Size().Width > row.texts.Size().Width+1 {
			t.Errorf("at %v the evidence ends at %v of %v", width, end, row.texts.MinSize().Height)
		}
	}
	if heights[880] >= heights[420] {
		t.Errorf("heights %v", heights)
	}
}
