package settings

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// listing is every file of the bench with its text and time of change.
func (b *bench) listing() string {
	var all []string
	root := filepath.Dir(filepath.Dir(b.user))
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		all = append(all, fmt.Sprint(path, info.ModTime(), b.read(path)))
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return strings.Join(all, "\n")
}

func TestOpeningAndCancellingChangesNothing(t *testing.T) {
	for name, leave := range map[string]func(b *bench, d *Dialog){
		"cancel":         func(_ *bench, d *Dialog) { test.Tap(d.closeBtn) },
		"esc in a field": func(b *bench, d *Dialog) { b.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
		"esc without focus": func(b *bench, d *Dialog) {
			b.w.Canvas().Unfocus()
			b.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, userFile, "theme = dark\n", nil)
			before := b.listing()
			called := false
			b.w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { called = true })
			d := b.show()
			for _, k := range []station.Key{station.KeyStation, station.KeyServer, station.KeyBreakerThreshold} {
				e := entryOf(t, d, k)
				b.w.Canvas().Focus(e)
				typeIn(e, "7")
			}
			d.chosen(station.KeyTheme, "light")
			d.setScope(station.ScopeEveryone)
			test.Type(d.token.entry, "typed")
			b.w.Canvas().Focus(entryOf(t, d, station.KeyStation))
			leave(b, d)
			if d.Open() || b.w.Canvas().Overlays().Top() != nil {
				t.Fatal("the dialog is still there")
			}
			d.Wait()
			if after := b.listing(); after != before {
				t.Errorf("files changed:\n%s\n%s", before, after)
			}
			if len(b.conf.changes)+len(b.saved)+len(b.vault.held) != 0 {
				t.Error("something was saved")
			}
			b.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF5})
			if !called {
				t.Error("the window has not got its keys back")
			}
		})
	}
}

func TestOnlyChangedKeysAreWritten(t *testing.T) {
	b := start(t, userFile, "", nil)
	d := b.show()
	typeIn(entryOf(t, d, station.KeyStation), "FCT-LINE2-08")
	typeIn(entryOf(t, d, station.KeyLocation), "")
	typeIn(entryOf(t, d, station.KeyBreakerTimeout), "45")
	typeIn(entryOf(t, d, station.KeyServer), "other")
	typeIn(entryOf(t, d, station.KeyServer), "https://company.wats.invalid") // back as it was
	b.until(func() bool { return !d.token.asking })
	b.save(d)
	want := station.Change{Set: map[station.Key]string{station.KeyStation: "FCT-LINE2-08", station.KeyBreakerTimeout: "45s"},
		Unset: []station.Key{station.KeyLocation}}
	if len(b.conf.changes) != 1 || fmt.Sprint(b.conf.changes[0]) != fmt.Sprint(want) {
		t.Errorf("wrote %v, want %v", b.conf.changes, want)
	}
	text := b.read(b.user)
	if strings.Contains(text, "location") || !strings.Contains(text, "# made on the line\nstation = FCT-LINE2-08\n") {
		t.Errorf("the file is now:\n%s", text)
	}
	if len(b.saved) != 1 || len(b.saved[0].Differences) != 3 {
		t.Errorf("told %v", b.saved)
	}
}

func TestChoicesWriteOnlyWhatDoesNotApplyAnyway(t *testing.T) {
	b := start(t, "log_level = DEBUG\n", "theme = dark\n", nil)
	d := b.show()
	for _, c := range []struct {
		key  station.Key
		pick string
		want string
	}{
		{station.KeyTheme, "light", "map[theme:light] []"},
		{station.KeyTheme, "dark", "map[] []"},             // everyone's file says so already
		{station.KeyLogLevel, "INFO", "map[] [log_level]"}, // the default
		{station.KeyLogLevel, "DEBUG", "map[] []"},         // as it is
		{station.KeyCloseToTray, "true", "map[close_to_tray:true] []"},
		{station.KeyCloseToTray, "false", "map[] []"},
	} {
		d.chosen(c.key, c.pick)
		ch := d.draft.change()
		if got := fmt.Sprint(ch.Set, ch.Unset); got != c.want {
			t.Errorf("%s → %s: would write %s, want %s", c.key, c.pick, got, c.want)
		}
		if d.draft.choice(c.key) != c.pick {
			t.Errorf("%s shows %s after %s was picked", c.key, d.draft.choice(c.key), c.pick)
		}
	}
}

func TestLivePreviewSaysWhoWins(t *testing.T) {
	b := start(t, "", "", nil)
	d := b.show()
	if d.station.name.Full() != "TEST-PC-LOCAL" || !strings.Contains(d.station.source.Full(), words.Source(station.SourceHost)) {
		t.Errorf("automatic: %q %q", d.station.name.Full(), d.station.source.Full())
	}
	e := entryOf(t, d, station.KeyStation)
	for i := range "FCT-1" {
		test.Type(e, "FCT-1"[i:i+1])
		if want := "FCT-1"[:i+1]; d.station.name.Full() != want {
			t.Errorf("after %d keys: %q, want %q", i+1, d.station.name.Full(), want)
		}
	}
	if !strings.Contains(d.station.source.Full(), words.Source(station.SourceUser)) || d.station.why.root.Visible() {
		t.Errorf("source %q, why %q", d.station.source.Full(), d.station.why.text())
	}
	typeIn(e, "")
	if d.station.name.Full() != "TEST-PC-LOCAL" {
		t.Errorf("emptied: %q", d.station.name.Full())
	}
}

func TestLivePreviewSaysWhyTheTextLoses(t *testing.T) {
	b := start(t, "", "", map[station.Key]string{station.KeyStation: "FROM-FLAG"})
	d := b.show()
	typeIn(entryOf(t, d, station.KeyStation), "MINE")
	if d.station.name.Full() != "FROM-FLAG" || !strings.Contains(d.station.why.text(), words.Source(station.SourceFlag)) {
		t.Errorf("name %q, why %q", d.station.name.Full(), d.station.why.text())
	}
	b2 := start(t, "station = MINE\n", "", nil)
	d2 := b2.show()
	d2.setScope(station.ScopeEveryone)
	typeIn(entryOf(t, d2, station.KeyStation), "ALL")
	if d2.station.name.Full() != "MINE" || !strings.Contains(d2.station.why.text(), words.Source(station.SourceUser)) {
		t.Errorf("everyone: name %q, why %q", d2.station.name.Full(), d2.station.why.text())
	}
}

func TestLockedKeysAreReadOnly(t *testing.T) {
	b := start(t, "", "station = IT-SAYS\nserver = https://it.wats.invalid\nlocked = station, server\n", nil)
	d := b.show()
	for _, k := range []station.Key{station.KeyStation, station.KeyServer} {
		e, f := entryOf(t, d, k), fieldOf(t, d, k)
		if !e.Disabled() {
			t.Errorf("%s can be typed in", k)
		}
		if !strings.Contains(f.note.text(), "Set by IT") {
			t.Errorf("%s says %q", k, f.note.text())
		}
		d.draft.set(k, "mine")
	}
	if ch := d.draft.change(); len(ch.Set)+len(ch.Unset) != 0 {
		t.Errorf("would write %v", ch)
	}
	if entryOf(t, d, station.KeyLocation).Disabled() {
		t.Error("a key that is not locked cannot be typed in")
	}
}

func TestScopeThatCannotBeWrittenIsDisabledWithReasonAndTextForIT(t *testing.T) {
	b := start(t, "station = A\n", "", nil)
	b.conf.closed[station.ScopeEveryone] = fmt.Errorf("open it: %w", os.ErrPermission)
	d := b.show()
	everyone := d.scope.options.options[1]
	if !everyone.Disabled() || d.scope.options.options[0].Disabled() {
		t.Error("the wrong scope is disabled")
	}
	if line := d.scope.line.text(); !d.scope.reason.Visible() || !strings.Contains(line, b.all) || !strings.Contains(line, "permission") {
		t.Errorf("reason: %q", line)
	}
	test.Tap(everyone)
	if d.draft.scope != station.ScopeUser {
		t.Error("the closed scope was chosen")
	}
	typeIn(entryOf(t, d, station.KeyStation), "FCT-9")
	d.showForIT()
	for _, button := range find[*button](t, d.frame.page) {
		if button.Text == words.T("settings.copy") {
			test.Tap(button)
		}
	}
	if !strings.Contains(b.copied, b.all) || !strings.Contains(b.copied, "\nstation = FCT-9") {
		t.Errorf("copied %q", b.copied)
	}
	d.esc()
	if !d.Open() {
		t.Error("Esc on the page for IT closes the dialog")
	}
	b2 := start(t, "", "", nil)
	if d := b2.show(); d.scope.reason.Visible() {
		t.Error("a reason is given though both scopes can be written")
	}
}

func TestScopeChangeCarriesWhatWasTyped(t *testing.T) {
	b := start(t, "station = USER\nlocation = mine\n", "station = ALL\n", nil)
	d := b.show()
	typeIn(entryOf(t, d, station.KeyLocation), "Line 9")
	test.Tap(d.scope.options.options[1])
	if got := entryOf(t, d, station.KeyStation).Text; got != "ALL" {
		t.Errorf("station shows %q, want everyone's", got)
	}
	if got := entryOf(t, d, station.KeyLocation).Text; got != "Line 9" {
		t.Errorf("location shows %q, want what was typed", got)
	}
	b.save(d)
	if got := b.read(b.all); got != "station = ALL\nlocation = Line 9\n" {
		t.Errorf("everyone's file: %q", got)
	}
	if got := b.read(b.user); got != "station = USER\nlocation = mine\n" {
		t.Errorf("this user's file: %q", got)
	}
}

func TestValidationStandsBesideTheFieldAndHoldsSaveBack(t *testing.T) {
	b := start(t, "", "", nil)
	d := b.show()
	for k, bad := range map[station.Key]string{
		station.KeyStation: strings.Repeat("x", 101), station.KeyServer: "http://", station.KeyBreakerThreshold: "many",
		station.KeyBreakerTimeout: "soon", station.KeyRequestTimeout: "-5s",
	} {
		e, f := entryOf(t, d, k), fieldOf(t, d, k)
		e.SetText(bad)
		if d.draft.problem(k) == nil || f.note.text() == "" || f.note.text() != wrong(d.draft.problem(k)) {
			t.Errorf("%s = %q says %q", k, bad, f.note.text())
		}
		if !d.saveBtn.Disabled() || !strings.Contains(d.status.text(), words.SettingName(k)) {
			t.Errorf("%s: Save enabled, or not explained: %q", k, d.status.text())
		}
		if d.nav.buttons[f.section].Icon == nil {
			t.Errorf("%s: its section carries no mark", k)
		}
		e.SetText("")
		if d.draft.problem(k) != nil || d.nav.buttons[f.section].Icon != nil {
			t.Errorf("%s: still bad when emptied", k)
		}
	}
	if !d.saveBtn.Disabled() || d.status.text() != words.T("settings.status.same") {
		t.Errorf("nothing changed, but Save is enabled or %q", d.status.text())
	}
}

func TestOriginsAreShownQuietly(t *testing.T) {
	b := start(t, "", "breaker_threshold = 7\n", nil)
	d := b.show()
	if got := fieldOf(t, d, station.KeyBreakerThreshold).note.text(); !strings.Contains(got, "7") || !strings.Contains(got, words.Origin(station.OriginEveryone)) {
		t.Errorf("everyone's: %q", got)
	}
	if got := fieldOf(t, d, station.KeyBreakerTimeout).note.text(); !strings.Contains(got, words.T("settings.default", "30s")) {
		t.Errorf("default: %q", got)
	}
	if got := entryOf(t, d, station.KeyBreakerThreshold).PlaceHolder; got != "7" {
		t.Errorf("in place of an empty value: %q", got)
	}
	b.conf.Keeper = station.NewKeeper(station.Inputs{Flags: map[station.Key]string{station.KeyBreakerTimeout: "9s"},
		Hostname: func() (string, error) { return "pc", nil }, UserPath: b.user, EveryonePath: b.all})
	d2 := b.show()
	typeIn(entryOf(t, d2, station.KeyBreakerTimeout), "20s")
	if got := fieldOf(t, d2, station.KeyBreakerTimeout).note.text(); got != words.T("settings.overruled", words.Origin(station.OriginFlag), "9s") {
		t.Errorf("overruled: %q", got)
	}
}

func TestEveryTextHasWords(t *testing.T) {
	b := start(t, "", "", nil)
	d := b.show()
	for _, k := range station.Keys() {
		if k == station.KeyLocked {
			continue
		}
		if !slices.ContainsFunc(d.fields, func(f *field) bool { return f.key == k }) {
			t.Errorf("%s cannot be set in the dialog", k)
		}
	}
	for _, button := range find[*button](t, d.editor) {
		if strings.HasPrefix(button.Text, "settings.") {
			t.Errorf("no words for %s", button.Text)
		}
	}
}

func TestServerSaysWhereItWillConnectAndWarnsOfHTTP(t *testing.T) {
	b := start(t, "", "", nil)
	d := b.show()
	for typed, want := range map[string]struct {
		base string
		http bool
	}{
		"company.wats.invalid":      {"https://company.wats.invalid", false},
		"http://wats-server/api/":   {"http://wats-server", true},
		"http://127.0.0.1:8080":     {"http://127.0.0.1:8080", false},
		"http://localhost:8080":     {"http://localhost:8080", false},
		"https://host.invalid/wats": {"https://host.invalid/wats", false},
	} {
		d.server.entry.SetText(typed)
		if got := fieldOf(t, d, station.KeyServer).note.text(); got != words.T("settings.server.will", want.base) {
			t.Errorf("%s: %q", typed, got)
		}
		if d.server.http.Visible() != want.http {
			t.Errorf("%s: the warning shows: %v", typed, d.server.http.Visible())
		}
	}
}

func TestFocusLeadsToServerAndToken(t *testing.T) {
	b := start(t, "server = https://company.wats.invalid\n", "", nil)
	d := b.show()
	d.FocusServer()
	if b.w.Canvas().Focused() != fyne.Focusable(d.server.entry) {
		t.Errorf("focus is on %T", b.w.Canvas().Focused())
	}
	d.FocusToken()
	if b.w.Canvas().Focused() != fyne.Focusable(d.token.entry) {
		t.Errorf("focus is on %T", b.w.Canvas().Focused())
	}
}

// TestOpeningOftenKeepsNoMemory: a dialog opened each day for weeks must not make the
// toolkit load its fonts for each of its fields again and keep them.
func TestOpeningOftenKeepsNoMemory(t *testing.T) {
	b := start(t, userFile, "", nil)
	once := func() {
		d := b.show()
		b.w.Canvas().Capture()
		test.Tap(d.closeBtn)
		d.Wait()
	}
	once()
	before := liveHeap()
	const times = 5
	for range times {
		once()
	}
	if grown := liveHeap() - before; grown > times<<20 {
		t.Errorf("%d openings kept %d KB", times, grown>>10)
	}
}

// liveHeap is what the heap holds after a collection, in bytes.
func liveHeap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestFieldsAreTall: a field to type in is as high as a gloved finger needs, with its
// text in the middle.
func TestFieldsAreTall(t *testing.T) {
	b := start(t, userFile, "", nil)
	d := b.show()
	e := entryOf(t, d, station.KeyStation)
	if h := e.Size().Height; h < 44 {
		t.Errorf("the field is %v high", h)
	}
	for _, o := range test.WidgetRenderer(e).Objects() {
		if s, ok := o.(*container.Scroll); ok {
			text := fyne.MeasureText("M", theme.TextSize(), fyne.TextStyle{}).Height + 2*theme.InnerPadding()
			if off := s.Position().Y + text/2 - e.Size().Height/2; off < -2 || off > 2 {
				t.Errorf("the text is %v off the middle", off)
			}
		}
	}
}

// TestScanIntoTheOpenDialogChangesNothing: no field has the cursor until a person puts
// it there, and Enter saves nothing wherever it is.
func TestScanIntoTheOpenDialogChangesNothing(t *testing.T) {
	b := start(t, userFile, "", nil)
	d := b.show()
	if f := b.w.Canvas().Focused(); f != nil {
		t.Errorf("%T has the focus", f)
	}
	b.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	e := entryOf(t, d, station.KeyStation)
	b.w.Canvas().Focus(e)
	typeIn(e, "SN-1001")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.saveBtn.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.Wait()
	if len(b.conf.changes) != 0 || !d.Open() || d.saving {
		t.Errorf("Enter saved %v", b.conf.changes)
	}
	d.Close()
}

// TestWhatEndsAScanReachesTheWindow: with no field in use the window hears the keys that
// end a scan, and no other.
func TestWhatEndsAScanReachesTheWindow(t *testing.T) {
	b := start(t, userFile, "theme = dark\n", nil)
	var heard []fyne.KeyName
	b.w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { heard = append(heard, e.Name) })
	d := b.show()
	for _, key := range []fyne.KeyName{fyne.KeyF1, fyne.KeyReturn, fyne.KeyF5, fyne.KeyTab, fyne.KeyEscape} {
		b.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
	}
	if want := []fyne.KeyName{fyne.KeyReturn, fyne.KeyTab}; !slices.Equal(heard, want) || d.Open() {
		t.Errorf("heard %v, want %v; still open: %v", heard, want, d.Open())
	}
}
