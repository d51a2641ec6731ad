package lookup

import (
	"context"
	"path/filepath"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

// OpenFile reads a report from a file, without a server, and shows it like an answer.
func (p *Panel) OpenFile(path string) {
	name, now := filepath.Base(path), p.d.Now()
	p.bar.entry.put("")
	p.askWith(question{query: client.Query{Text: name}, file: path}, func(context.Context) (found, error) {
		rep, err := client.ReadReport(path, report.Limits{})
		if rep == nil {
			return found{}, err
		}
		a := client.Answer{Clean: name, AsOf: now, Report: rep, Headers: []report.Header{headerOf(rep)}}
		return found{Answer: a, doc: newDocument(rep), origin: origin{file: name}}, err
	})
}
