package logview

import (
	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// lookForErrors begins to find the errors of the log that is followed.
func (p *Panel) lookForErrors() {
	q, err := tail.Filter{Level: tail.Error, Heads: true}.Compile()
	if err != nil {
		return
	}
	p.errors.set(p.log.get().find(newFilter(tail.Error, "", false), q))
}

// ToError goes to the next error, or with −1 back to the one before, among the lines that
// are shown: see seekFrom for where it begins.
func (p *Panel) ToError(dir int) {
	if s := p.errors.get(); s != nil && p.to(s.Hits(), dir) {
		return
	}
	p.bar.tell(words.T("logview.errors.none"))
}
