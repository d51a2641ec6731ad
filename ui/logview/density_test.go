package logview

import (
	"context"
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"stationcompanion/logging/known"
	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// shift is a morning of lines, with a gap of an hour and, a while after it, one error.
func shift() (all []tail.Line, errorAt int) {
	all = written(join(every(0, time.Second, 7200), every(3*time.Hour, time.Second, 7200))...)
	errorAt = 7200 + 1800
	all[errorAt].Level = tail.Error
	return all, errorAt
}

// overTime is a pane with the picture over time of some lines.
func overTime(t testing.TB, v look.Variant, height float32, lines ...tail.Line) (*Panel, *store, fyne.Window) {
	t.Helper()
	s := newStore(1 << 20)
	p, w := panelIn(t, s, v, 1000, height)
	p.density.hooks.now = func() time.Time { return base.Add(6 * time.Hour) }
	t.Cleanup(p.errors.end)
	s.add(lines...)
	p.lookForErrors()
	settle(t, p)
	w.Canvas().Capture()
	return p, s, w
}

// sampleNow does at once what the sampler's goroutine does, and shows it.
func sampleNow(t testing.TB, p *Panel) {
	t.Helper()
	p.update()
	j := p.samples.get()
	f := finding{job: j}
	if j.columns > 0 {
		f.times = new(prober).run(j.log, j.v, j.columns, j.span, going)
	}
	if j.rhythm {
		f.pace = rhythmOf(j.v, going)
	}
	p.samples.put(&f)
	p.update()
}

// settle waits until all is found, and samples the log.
func settle(t testing.TB, p *Panel) {
	t.Helper()
	sampleNow(t, p)
	for _, c := range []*current{p.errors, p.search} {
		if r, ok := c.get().(*recentSearch); ok {
			r.wg.Wait()
		}
	}
	p.update()
}

// pixelsOf counts the pixels of a colour in a column of the picture, and says where the
// first one and the last one are.
func pixelsOf(img *image.RGBA, x int, c rgb) (n, first, last int) {
	first = -1
	for y := range img.Rect.Dy() {
		if p := img.RGBAAt(x, y); p.R == c.r && p.G == c.g && p.B == c.b {
			if n++; first < 0 {
				first = y
			}
			last = y
		}
	}
	return n, first, last
}

func TestPictureOverTime(t *testing.T) {
	for _, v := range []look.Variant{look.Light, look.Dark} {
		lines, _ := shift()
		p, _, _ := overTime(t, v, 420, lines...)
		d := p.density
		if d.Hidden {
			t.Fatal("it is not shown")
		}
		img, a, k := d.view.picture.RGBA, d.view.axis, d.view.inks
		h := img.Rect.Dy()
		at := func(d time.Duration) int { return a.x(base.Add(d)) }
		if n, _, last := pixelsOf(img, at(time.Hour), k.bar); n < h/3 || last < h-4 {
			t.Errorf("%s: lines: a bar of %d pixels, down to %d of %d", v, n, last, h)
		}
		for x := at(2*time.Hour) + 3; x < at(3*time.Hour)-3; x++ {
			if n, _, _ := pixelsOf(img, x, k.bar); n > 0 {
				t.Fatalf("%s: the gap is not empty at %d of %d to %d", v, x, at(2*time.Hour), at(3*time.Hour))
			}
		}
		x, wide, long := at(3*time.Hour+1800*time.Second), 0, 0
		for i := x - 4; i <= x+4; i++ {
			if n, first, _ := pixelsOf(img, i, k.bad); n > 0 {
				if first != 0 {
					t.Errorf("%s: the error hangs from %d", v, first)
				}
				if wide++; n > h/4 {
					long++
				}
			}
		}
		if wide != 4 || long != 2 {
			t.Errorf("%s: one error among thousands of lines is %d pixels wide, %d where it is long", v, wide, long)
		}
		if n, _, _ := pixelsOf(img, a.right-1, k.frame); n != h {
			t.Errorf("%s: what is in view is not framed at the end: %d of %d", v, n, h)
		}
		if want := [2]string{"09:31", "14:31"}; d.view.labels != want {
			t.Errorf("labels %q, want %q", d.view.labels, want)
		}
	}
}

func TestOneLineIsSeen(t *testing.T) {
	burst := every(0, time.Millisecond, 20_000)
	p, _, _ := overTime(t, look.Light, 420, written(append(burst, time.Hour, 2*time.Hour)...)...)
	v := p.density.view
	x := v.axis.x(base.Add(time.Hour))
	if n, _, _ := pixelsOf(v.picture.RGBA, x, v.inks.bar); n < 2 {
		t.Errorf("a line beside 20,000 is %d pixels high", n)
	}
}

func TestColoursOverTimeKeepTheirContrast(t *testing.T) {
	app := test.NewTempApp(t)
	for _, v := range []look.Variant{look.Light, look.Dark} {
		app.Settings().SetTheme(look.NewTheme(v, 1))
		k := newDensityInks()
		for name, c := range map[string]struct {
			a, b  rgb
			least float64
		}{
			"label": {k.text, k.ground, 4.5}, "bar": {k.bar, k.ground, 3}, "error": {k.bad, k.ground, 3}, "frame": {k.frame, k.ground, 3},
			"frame on its band": {k.frame, k.band, 3}, "bar in view": {k.bar, k.band, 2.3}, "error in view": {k.bad, k.band, 2.5},
		} {
			if r := contrast(c.a, c.b); r < c.least {
				t.Errorf("%s, %s: contrast %.2f", v, name, r)
			}
		}
	}
}

// tapAt taps at a pixel of the picture; the scale is 1.
func tapAt(d *density, x int) {
	d.MouseDown(&desktop.MouseEvent{})
	d.MouseUp(&desktop.MouseEvent{})
	d.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(x), 15)})
}

// inTheMiddle is the number of the line in the middle of the rows.
func inTheMiddle(p *Panel) int64 { return p.rows.list.At(p.rows.top + p.rows.rows()/2) }

func TestTapGoesToTheLineOfThatTime(t *testing.T) {
	lines, bad := shift()
	p, s, _ := overTime(t, look.Light, 420, lines...)
	p.showAll()
	d := p.density
	at := func(a time.Duration) int { return d.view.axis.x(base.Add(a)) }
	chosen := func() int64 {
		no, _ := p.rows.selection.bounds()
		return no
	}
	tapAt(d, at(time.Hour))
	if no := chosen(); no < 3580 || no > 3620 || inTheMiddle(p) != no || p.tailing {
		t.Errorf("line %d, in the middle is %d, following %v", no, inTheMiddle(p), p.tailing)
	}
	if p.bar.end.Text != words.T("logview.paused") {
		t.Errorf("the button says %q", p.bar.end.Text)
	}
	tapAt(d, at(2*time.Hour+20*time.Minute)) // in the gap: what is nearest
	if no := chosen(); no != 7199 {
		t.Errorf("in the gap: line %d", no)
	}
	tapAt(d, at(2*time.Hour+40*time.Minute))
	if no := chosen(); no != 7200 {
		t.Errorf("late in the gap: line %d", no)
	}
	for _, beside := range []int{-3, 0, 3} {
		tapAt(d, at(3*time.Hour+1800*time.Second)+beside)
		if no := chosen(); no != int64(bad) {
			t.Errorf("%d pixels beside the error: line %d, want %d", beside, no, bad)
		}
	}
	p.bar.set(tail.Error, "", false)
	settle(t, p)
	tapAt(d, at(time.Hour))
	if no := chosen(); no != int64(bad) {
		t.Errorf("where only errors are shown: line %d", no)
	}
	p.showAll()
	tapAt(d, d.view.axis.left)
	if no := chosen(); no != 0 || p.rows.top != 0 || p.tailing {
		t.Errorf("at the left end: line %d, row %d, following %v", no, p.rows.top, p.tailing)
	}
	tapAt(d, d.view.axis.right-1)
	if !p.tailing {
		t.Error("at the right end it does not follow")
	}
	s.add(line(tail.Info, "newest"))
	p.update()
	if got := lastVisible(t, p); got != "newest" {
		t.Errorf("it follows %q", got)
	}
}

func TestDragMovesThroughTheLog(t *testing.T) {
	lines, _ := shift()
	p, _, _ := overTime(t, look.Light, 420, lines...)
	d := p.density
	drag := func(x int) {
		e := &fyne.DragEvent{}
		e.Position = fyne.NewPos(float32(x), 90) // the pointer may leave it
		d.Dragged(e)
	}
	top := p.rows.top
	drag(d.view.axis.left + 5)
	if p.rows.top != top {
		t.Error("a drag that began elsewhere moves the rows")
	}
	d.MouseDown(&desktop.MouseEvent{})
	was := d.view.frame
	for _, a := range []time.Duration{time.Hour, 90 * time.Minute, 4 * time.Hour} {
		drag(d.view.axis.x(base.Add(a)))
		if got := d.times.at(inTheMiddle(p)).Sub(base); (got - a).Abs() > time.Minute {
			t.Errorf("at %v the rows are at %v", a, got)
		}
	}
	if !d.view.dirty || d.frame(d.view.axis) == was {
		t.Error("the frame does not follow")
	}
	drag(-50)
	if p.rows.top != 0 {
		t.Errorf("left of all: row %d", p.rows.top)
	}
	drag(5000)
	if !p.tailing {
		t.Error("at the right end it does not follow")
	}
	d.MouseUp(&desktop.MouseEvent{})
	d.DragEnd()
	p.rows.moveTo(5)
	d.Tapped(&fyne.PointEvent{Position: fyne.NewPos(500, 15)}) // which ends the drag
	if p.rows.top != 5 || !p.rows.selection.empty() {
		t.Error("the tap that ends a drag moves the rows")
	}
}

func TestPictureOverTimeOnlyWhereItIsWorthItsRoom(t *testing.T) {
	timeless := numbered(tail.Info, 500)
	for i := range timeless {
		timeless[i].Time = time.Time{}
	}
	minutes := written(every(0, time.Minute, 60)...)
	for _, c := range []struct {
		name   string
		height float32
		lines  []tail.Line
		want   bool
	}{
		{"an hour", 420, minutes, true}, {"few lines", 420, minutes[:19], false},
		{"just enough lines", 420, minutes[:20], true}, {"a second", 420, written(every(0, 2*time.Millisecond, 500)...), false},
		{"without times", 420, timeless, false}, {"all of one moment", 420, numbered(tail.Info, 100), false}, {"none", 420, nil, false}, {"one", 420, minutes[:1], false},
	} {
		p, _, w := overTime(t, look.Light, c.height, c.lines...)
		if got := !p.density.Hidden; got != c.want {
			t.Errorf("%s: shown %v", c.name, got)
		}
		check := func(what string) {
			t.Helper()
			high := float32(0)
			if !p.density.Hidden {
				high = densityHigh
			}
			if got, want := p.rows.Size().Height, p.body.Size().Height-high; got != want {
				t.Errorf("%s, %s: the rows have %v of %v", c.name, what, got, want)
			}
		}
		check("high")
		w.Resize(fyne.NewSize(1000, 150))
		if !p.density.Hidden {
			t.Errorf("%s: shown in a low pane", c.name)
		}
		check("low")
		w.Resize(fyne.NewSize(1000, 420))
		settle(t, p)
		if got := !p.density.Hidden; got != c.want {
			t.Errorf("%s: in a high pane again: shown %v", c.name, got)
		}
		check("high again")
	}
}

// TestNoRoomNoWork: where it cannot be shown, nothing is found out for it.
func TestNoRoomNoWork(t *testing.T) {
	p, _, _ := overTime(t, look.Light, 150, written(every(0, time.Minute, 60)...)...)
	if j := p.samples.get(); j.columns != 0 {
		t.Errorf("%d columns are wanted", j.columns)
	}
}

func TestPictureOverTimeRestsWithTheLog(t *testing.T) {
	lines, _ := shift()
	p, s, w := overTime(t, look.Light, 420, lines...)
	d := p.density
	painted := func(what string, want bool) {
		t.Helper()
		p.update()
		if d.view.dirty != want {
			t.Errorf("%s: is to be painted %v", what, d.view.dirty)
		}
		w.Canvas().Capture()
		if d.view.dirty {
			t.Fatalf("%s: a paint does not end it", what)
		}
	}
	painted("nothing new", false)
	s.add(written(every(6*time.Hour, time.Second, 10)...)...)
	painted("lines that are not sampled yet", false)
	sampleNow(t, p)
	painted("lines that are", true)
	sampleNow(t, p)
	p.update()
	painted("the same again", true) // sampled anew by this test alone: want drops the same
	painted("nothing new again", false)
	p.rows.moveTo(5000)
	painted("others in view", true)
	p.rows.moveTo(5003)
	painted("others of the same pixels", false)
	p.rows.moveTo(0)
	painted("others", true)
	bad := line(tail.Error, "bad")
	bad.Time = base.Add(6*time.Hour + time.Minute)
	s.add(bad)
	painted("an error", true)
	d.hooks.now = func() time.Time { return base.Add(26 * time.Hour) }
	painted("the next day", true)
	if got := d.view.labels[0]; got != "yesterday 09:31" {
		t.Errorf("the next day: %q", got)
	}
}

// TestNothingIsSampledAtRest: the goroutine of its own is blocked, nothing is posted; and
// while lines come it looks every two seconds.
func TestNothingIsSampledAtRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, s, u := quietLog(t, "")
		u.count(5 * time.Second)
		if p.density.Hidden || p.density.times.next != 100 {
			t.Fatal("it is not shown")
		}
		was := p.density.times
		if n := u.count(time.Hour); n != 0 || p.density.times != was {
			t.Errorf("%d posts in an hour of rest", n)
		}
		seen := map[*timeline]bool{}
		for range 200 {
			l := line(tail.Info, "x")
			l.Time = time.Now()
			s.add(l)
			u.count(100 * time.Millisecond)
			seen[p.density.times] = true
		}
		if len(seen) < 8 || len(seen) > 12 {
			t.Errorf("%d samplings in 20 s", len(seen))
		}
		u.count(5 * time.Second)
		if n := p.density.times.next; n != 300 {
			t.Errorf("the newest lines are not in it: %d", n)
		}
	})
}

// TestTheNextDayIsSaidWithoutALine: one wake, at midnight.
func TestTheNextDayIsSaidWithoutALine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, u := quietLog(t, "")
		u.count(5 * time.Second)
		p.density.paint(1000, 32)
		today := p.density.view.labels[1]
		if n := u.count(25 * time.Hour); n != 1 {
			t.Errorf("%d wakes in a day and an hour", n)
		}
		p.density.paint(1000, 32)
		if got := p.density.view.labels[1]; got != words.T("time.yesterday", today) {
			t.Errorf("%q became %q", today, got)
		}
	})
}

func TestSpanIsChosenWhereTheLogIsLong(t *testing.T) {
	day, _, _ := overTime(t, look.Light, 420, written(every(0, time.Minute, 1440)...)...)
	if day.density.button.Visible() {
		t.Error("a day has a choice")
	}
	p, _, w := overTime(t, look.Light, 420, written(every(0, time.Minute, 4*1440)...)...)
	d := p.density
	for i, want := range []time.Duration{4*24*time.Hour - time.Minute, 24 * time.Hour, time.Hour, 4*24*time.Hour - time.Minute} {
		if i > 0 {
			test.Tap(d.button)
			sampleNow(t, p)
		}
		w.Canvas().Capture()
		if got := d.view.axis.to.Sub(d.view.axis.from); got != want {
			t.Errorf("%s shows %v, want %v", d.button.Text, got, want)
		}
		if size := d.button.Size(); size.Width < look.TargetSecondary || size.Height < look.TargetSecondary {
			t.Errorf("the button is %v", size)
		}
		if j := p.samples.get(); j.span != spans[i%3] {
			t.Errorf("%v is looked at", j.span)
		}
	}
	d.nextSpan()
	p.rows.moveTo(0)
	w.Canvas().Capture()
	if d.view.frame != [2]int{} {
		t.Error("what is in view is framed though it is earlier")
	}
	p.startOver()
	if d.times != nil || d.span != 0 || !d.Hidden || d.button.Text != words.T("logview.density.all") {
		t.Error("another log begins with what was found out of this one")
	}
}

// TestAnotherLogsFindingsAreDropped: what was found out comes too late.
func TestAnotherLogsFindingsAreDropped(t *testing.T) {
	lines, _ := shift()
	p, s, _ := overTime(t, look.Light, 420, lines...)
	j := p.samples.get()
	p.samples.put(&finding{job: j, times: new(prober).run(j.log, j.v, 100, 0, going), pace: &rhythm{}})
	other := *p.log.get()
	other.now = s.now
	p.log.set(&other)
	p.startOver()
	if p.density.times != nil || p.silence.known {
		t.Error("they are shown")
	}
}

// TestALogChosenAgainIsSampledAgain: also where the one between was never looked at.
func TestALogChosenAgainIsSampledAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSampling()
		ctx, cancel := context.WithCancel(t.Context())
		go s.run(ctx)
		j := job{log: &followed{}, v: logOf(every(0, time.Second, 100)...).now(), columns: 100}
		for j.turn = range 3 {
			s.want(job{log: &followed{}, turn: j.turn, v: j.v, columns: 100})
			s.want(j)
			synctest.Wait()
			if f := s.taken(); f == nil || f.log != j.log || f.times.next != 100 {
				t.Errorf("turn %d: found %v", j.turn, f)
			}
			s.want(j)
			time.Sleep(time.Minute)
			if f := s.taken(); f != nil {
				t.Errorf("turn %d: the same is found twice", j.turn)
			}
		}
		cancel()
		synctest.Wait()
	})
}

func TestSamplerEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSampling()
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { s.run(ctx); close(ended) }()
		s.want(job{log: &followed{}, v: logOf(every(0, time.Second, 100)...).now(), columns: 100, rhythm: true})
		<-s.done
		if f := s.taken(); f == nil || f.times == nil || f.pace == nil || s.taken() != nil {
			t.Error("nothing is found, or twice")
		}
		cancel() // while it rests
		<-ended
	})
}

// TestPicturesOverTime writes pictures for people to look at, see TestPictures.
func TestPicturesOverTime(t *testing.T) {
	lines, _ := shift()
	for i := range lines {
		if i%997 == 5 && i < 3000 {
			lines[i].Level = tail.Error
		}
	}
	days := written(join(every(0, time.Minute, 600), every(24*time.Hour, time.Minute, 700), every(48*time.Hour, time.Minute, 500))...)
	for name, lines := range map[string][]tail.Line{"shift": lines, "days": days, "few": written(every(0, 7*time.Minute, 25)...)} {
		for _, v := range []look.Variant{look.Light, look.Dark} {
			for _, width := range []float32{1000, 420} {
				p, _, w := overTime(t, v, 300, lines...)
				w.Resize(fyne.NewSize(width, 300))
				settle(t, p)
				p.rows.moveTo(p.rows.list.Len() / 2)
				keep(t, w.Canvas().Capture(), fmt.Sprintf("density-%s-%s-%.0f.png", name, v, width))
				if a := p.density.view.axis; a.right-a.left < int(width)/2 || !slices.IsSortedFunc(p.density.view.columns, func(a, b column) int { return int(a.first - b.first) }) {
					t.Errorf("%s, %v wide: of pixels %d to %d", name, width, a.left, a.right)
				}
			}
		}
	}
}

// TestPictureOfARealLog: of a file that is followed, its errors as they are found.
func TestPictureOfARealLog(t *testing.T) {
	var text strings.Builder
	for i := range 400 {
		level := "INFO"
		if i%100 == 50 {
			level = "ERROR"
		}
		fmt.Fprintf(&text, `{"timestamp":%q,"level":%q,"logger":"client","message":"line %d"}`+"\n", base.Add(time.Duration(i)*time.Minute).Format(time.RFC3339), level, i)
	}
	d := newOnDisk(t, text.String())
	d.until("it is shown with its errors", func() bool { return !d.density.Hidden && d.density.errors.Len() == 4 && d.list().Len() == 400 })
	if of := d.density.times; of.span() != 399*time.Minute || of.next-of.first != 400 {
		t.Errorf("of %v and %d lines", of.span(), of.next-of.first)
	}
	d.density.paint(1000, 32)
	tapAt(d.density, d.density.view.axis.x(d.density.times.moments[0].At.Add(250*time.Minute)))
	if no, _ := d.rows.selection.bounds(); no != d.seen.First()+250 {
		t.Errorf("line %d", no-d.seen.First())
	}
	d.write("wats.log", "nothing that has a time\n")
	d.Follow(known.Log{Name: "other", Path: filepath.Join(d.dir, "wats.log")})
	d.until("another log has none", func() bool { return d.density.Hidden && d.bar.name.Text == "other" })
	d.followOwn()
	d.until("it is shown again", func() bool { return !d.density.Hidden })
}

// TestPictureOverTimeStaysWhileALineIsShownWhole: the rows do not move under the pointer.
func TestPictureOverTimeStaysWhileALineIsShownWhole(t *testing.T) {
	lines, _ := shift()
	p, _, w := overTime(t, look.Light, 260, lines...)
	p.showAll()
	p.rows.moveTo(5000)
	tapRow(p, 1, 400)
	if p.density.Hidden || !p.detail.root.Visible() {
		t.Fatalf("hidden %v", p.density.Hidden)
	}
	w.Canvas().Capture()
	tapAt(p.density, p.density.view.axis.x(base.Add(time.Hour)))
	if no, _ := p.rows.selection.bounds(); p.picked != no || no > 3700 {
		t.Errorf("line %d is shown whole, %d chosen", p.picked, no)
	}
	w.Resize(fyne.NewSize(1000, 230))
	if !p.density.Hidden || p.body.Size().Height > densityHigh+leastBeside*metricsNow().pitch {
		t.Errorf("hidden %v at %v", p.density.Hidden, p.body.Size().Height)
	}
	w.Resize(fyne.NewSize(1000, 260))
	p.unpick()
	if p.density.Hidden {
		t.Error("it does not come back")
	}
}
