package tail

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestMoments(t *testing.T) {
	var b strings.Builder
	for i := range 10_000 {
		if i%100 < 5 {
			b.WriteString("a line that continues\n")
			continue
		}
		at := start.Add(time.Duration(i) * time.Second)
		if i == 5000 {
			at = start // somebody set the clock, for a moment
		}
		fmt.Fprintf(&b, "%s INFO     x: line %d\n", at.Format("2006-01-02T15:04:05.000Z"), i)
	}
	path := filepath.Join(t.TempDir(), "a.log")
	put(t, path, b.String())
	tl, err := newTail(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.files.close()
	v := tl.View()
	all := v.Moments(100)
	if len(all) < 95 || len(all) > 101 {
		t.Fatal(len(all), "moments")
	}
	for i, m := range all {
		if want := start.Add(time.Duration(m.No-v.First()) * time.Second); !m.At.Equal(want) {
			t.Errorf("line %d at %v, want %v", m.No-v.First(), m.At, want)
		}
		if i > 0 && (m.No <= all[i-1].No || m.At.Before(all[i-1].At)) {
			t.Errorf("moment %d goes backwards", i)
		}
	}
	if all[0].No > v.First()+10 || all[len(all)-1].No != v.Next()-1 {
		t.Error("the ends are not among them:", all[0], all[len(all)-1])
	}
	if m := (View{}).Moments(10); len(m) != 0 {
		t.Error(m)
	}
}
