package lookup

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/ui/words"
)

const (
	pastedPlain = "canary:Canary-S3cret"
	pastedToken = "Y2FuYXJ5OkNhbmFyeS1TM2NyZXQ="
)

// texts is everything the pane shows, and the entry's own text.
func (r *rig) texts() string {
	var all strings.Builder
	for _, o := range test.LaidOutObjects(r.win.Content()) {
		switch o := o.(type) {
		case *canvas.Text:
			fmt.Fprintln(&all, o.Text)
		case *widget.Label:
			fmt.Fprintln(&all, o.Text)
		case *widget.Button:
			fmt.Fprintln(&all, o.Text)
		}
	}
	return all.String() + r.p.bar.entry.Text
}

// forgotten fails where the token is anywhere: on the pane, in the question, on the way
// back; and where it is not said what to do.
func (r *rig) forgotten(how, token string) {
	r.t.Helper()
	r.noCall()
	shown := r.texts()
	kept := fmt.Sprintf("%+v %v", r.p.stage.q, r.p.stage.err)
	for _, a := range r.p.history.list {
		kept += a.Query.Text + a.Clean
	}
	for _, s := range []string{token, pastedPlain, strings.TrimRight(token, "=")} {
		if strings.Contains(shown, s) || strings.Contains(kept, s) {
			r.t.Errorf("%s: %q is kept: %s\n%s", how, s, kept, shown)
		}
	}
	if n := r.p.state.now; !strings.Contains(n.title, "access token") || !strings.Contains(n.body[0], "settings") || n.technical != "" {
		r.t.Errorf("%s: says %+v", how, n)
	}
	if r.p.bar.entry.Text != "" || !r.p.state.object.Visible() || r.p.split.Visible() {
		r.t.Errorf("%s: the entry holds %q", how, r.p.bar.entry.Text)
	}
}

func TestATokenIsNeitherAskedNorKept(t *testing.T) {
	for how, give := range map[string]func(*rig){
		"scanned":           func(r *rig) { r.scan(pastedToken, fyne.KeyReturn) },
		"scanned, CR LF":    func(r *rig) { r.scan(pastedToken, fyne.KeyReturn); r.scan("", fyne.KeyReturn) },
		"scanned, Tab":      func(r *rig) { r.scan(pastedToken, fyne.KeyTab) },
		"pasted, pressed":   func(r *rig) { r.p.bar.entry.SetText("Basic " + pastedToken + " "); r.p.bar.ask.OnTapped() },
		"from elsewhere":    func(r *rig) { r.p.Submit("\x11" + pastedToken + "\x19\r\n") },
		"while one is on":   func(r *rig) { r.p.Submit("SN-2"); r.call().done = true; r.p.Submit(pastedToken) },
		"and looked for":    func(r *rig) { r.p.Submit(pastedToken); r.advance(5 * time.Second) },
		"and connected":     func(r *rig) { r.p.Submit(pastedToken); r.p.SetConnection(client.Snapshot{Link: client.LinkConnected}) },
		"and not connected": func(r *rig) { r.p.Submit(pastedToken); r.p.SetConnection(client.Snapshot{Link: client.LinkDown}) },
	} {
		t.Run(how, func(t *testing.T) {
			r := newRig(t)
			r.window(1000, 448)
			r.find("SN-1001")
			give(r)
			r.forgotten(how, pastedToken)
		})
	}
}

// A token that only the connection knows is refused by its answer, and then forgotten too.
func TestATokenTheConnectionKnows(t *testing.T) {
	const known = "no-base64-at-all"
	r := newRig(t)
	r.window(1000, 448)
	r.p.Submit(known)
	c := r.call()
	c.answer(reply{err: &client.Error{Kind: client.KindQuestion, Op: "look up", Detail: client.QuestionToken}})
	r.pump()
	r.forgotten("known", known)
	for _, b := range find[*widget.Button](r.p.state.object) {
		b.OnTapped()
	}
	if len(r.acts) != 1 || r.acts[0] != words.GiveToken {
		t.Errorf("the notice leads to %v", r.acts)
	}
	r.p.Submit("SN-1001") // the next scan is looked up as ever
	if c := r.call(); c.find.Text != "SN-1001" {
		t.Errorf("asked %q", c.find.Text)
	}
}
