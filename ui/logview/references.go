package logview

import (
	"cmp"
	"slices"
	"strings"

	"stationcompanion/logging/tail"
)

// references are the report ids, serial numbers and addresses in a line, where somebody
// opens them. Where one stands in another, as an id in an address does, the shorter counts.
func (p *Panel) references(l tail.Line) []ref {
	if p.d.Open == nil {
		return nil
	}
	var all []ref
	for _, r := range tail.References(l) {
		if at := strings.Index(l.Message, r.Text); at >= 0 {
			all = append(all, ref{span{at, at + len(r.Text)}, false, r.Text})
		} else if at := strings.Index(l.Fields, r.Text); at >= 0 {
			all = append(all, ref{span{at, at + len(r.Text)}, true, r.Text})
		}
	}
	slices.SortFunc(all, func(a, b ref) int {
		return cmp.Or(cmp.Compare(len(a.text), len(b.text)), cmp.Compare(a.span[0], b.span[0]))
	})
	var apart []ref
	for _, r := range all {
		if !slices.ContainsFunc(apart, func(o ref) bool {
			return o.fields == r.fields && o.span[0] < r.span[1] && r.span[0] < o.span[1]
		}) {
			apart = append(apart, r)
		}
	}
	slices.SortFunc(apart, func(a, b ref) int { return cmp.Compare(a.span[0], b.span[0]) })
	return apart
}

// follows opens what a line refers to.
func (p *Panel) follows(r ref) { p.d.Open(r.text) }
