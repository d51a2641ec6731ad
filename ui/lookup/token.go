package lookup

import (
	"errors"

	"stationcompanion/client"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// refuseToken says that an access token is no question, and forgets it: neither entry, nor
// question, nor the way back holds it. The second line end of a scan, which asks for what
// then stands in the entry, changes nothing.
func (p *Panel) refuseToken(why error) {
	for _, s := range []*slot{&p.asking, &p.opening, &p.adding, &p.peeking} {
		s.stop()
	}
	p.closePage()
	p.stage.q = question{at: p.d.Now()}
	p.bar.entry.SetText("")
	p.right.blank()
	p.stage.view, p.stage.err = viewFailed, why
	p.showFailed()
	p.paintWay()
}

// isToken reports whether a look-up failed because its text is an access token.
func isToken(err error) bool {
	e, ok := errors.AsType[*client.Error](err)
	return ok && e.Kind == client.KindQuestion && e.Detail == client.QuestionToken
}

// tokenNotice says where a token belongs, and leads there.
func tokenNotice(t words.Trouble, give func()) notice {
	return notice{shape: look.ShapeErrored, color: look.ColorAttention, title: t.Title, body: []string{t.Advice},
		presses: []press{{label: words.T("window.action.give_token"), primary: true, do: give}}}
}
