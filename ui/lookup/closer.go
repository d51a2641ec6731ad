package lookup

import (
	"context"

	"stationcompanion/client"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// lookCloser looks for what may have been meant while the answer "nothing found" stands
// there already, and adds what it finds to it.
func (p *Panel) lookCloser() {
	text := p.stage.nothing.Clean
	ask(&p.peeking, func(ctx context.Context) (client.Nothing, error) {
		return p.d.Server.Investigate(ctx, text), nil
	}, func(patience) {}, func(n client.Nothing, _ error) {
		if p.stage.view == viewNothing && p.stage.nothing.Clean == text {
			p.stage.looked = &n
			p.showState(p.nothingNotice())
		}
	})
}

// nearPresses are the buttons that look up what may have been meant.
func (p *Panel) nearPresses(n *client.Nothing) (all []press) {
	for i, near := range n.Near {
		text := near.Serial
		all = append(all, press{label: words.T("lookup.near", look.Shorten(look.Visible(near.Serial), nearRunes)), primary: i == 0, do: func() { p.Submit(text) }})
	}
	return all
}

// nearRunes is how much of a serial number stands on its button.
const nearRunes = 24
