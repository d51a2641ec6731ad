package lookup

import "fyne.io/fyne/v2"

// key gets the keys the entry does not use for its text; it reports whether it used
// the key itself.
func (p *Panel) key(e *fyne.KeyEvent, shift bool) bool {
	switch e.Name {
	case fyne.KeyEscape:
		p.Back()
	case fyne.KeyF5:
		p.Again()
	case fyne.KeyF8:
		if shift {
			p.NextFailure(-1)
		} else {
			p.NextFailure(1)
		}
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyLeft, fyne.KeyRight:
		return p.moveKey(e.Name)
	case fyne.KeyReturn, fyne.KeyEnter:
		return p.pages.now != nil && p.moveKey(e.Name)
	default:
		if p.d.Keys != nil {
			p.d.Keys(e)
		}
		return false
	}
	return true
}

// moveKey moves through the open page, else through the open report's steps, or through the rows while none is open.
func (p *Panel) moveKey(k fyne.KeyName) bool {
	if now := p.pages.now; now != nil {
		return now.key != nil && now.key(k)
	}
	if p.right.doc != nil && p.right.steps.object.Visible() && p.right.steps.key(k) {
		return true
	}
	return p.rowKey(k)
}

// rowKey moves through the rows; each opens as it is reached.
func (p *Panel) rowKey(k fyne.KeyName) bool {
	n := len(p.left.rows)
	if n == 0 || p.stage.view != viewRows {
		return false
	}
	at, page := p.left.chosen, max(1, p.left.pager.visible()-1)
	switch k {
	case fyne.KeyUp:
		at--
	case fyne.KeyDown:
		at++
	case fyne.KeyPageUp:
		at -= page
	case fyne.KeyPageDown:
		at += page
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = n - 1
	default:
		return false
	}
	p.tapRow(max(0, min(n-1, at)))
	return true
}
