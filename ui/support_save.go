package ui

import (
	"io"

	"stationcompanion/client/support"
	"stationcompanion/ui/look"
	"stationcompanion/ui/lookup"
	"stationcompanion/ui/words"
)

// write saves the files that are shown, exactly as they are.
func (p *bundlePage) write() {
	files, at, dir := p.files, p.inputs.Made, p.w.o.SaveDir
	name := support.FileName(p.w.state.Identity.Name, at, p.inputs.Anonymise)
	p.save.Disable()
	p.said.SetText(words.T("bundle.saving"))
	p.w.wg.Go(func() {
		path, err := lookup.SaveFile(dir, name, func(w io.Writer) error { return support.WriteZip(w, files, at) })
		p.w.o.Do(func() {
			if p.open {
				p.wrote(path, err)
			}
		})
	})
}

func (p *bundlePage) wrote(path string, err error) {
	p.save.Enable()
	if err != nil {
		t := words.Error(err)
		p.said.SetText(t.Joined())
		p.w.o.Log.Warn().Err(err).Msg("Support bundle not saved")
		return
	}
	p.path = path
	p.folder.Enable()
	p.said.SetText(words.T("bundle.saved", look.Visible(path)))
}
