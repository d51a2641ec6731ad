package settings

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

const company = "https://company.wats.invalid"

// press taps the button of the page shown now.
func (b *bench) press(d *Dialog, key string, args ...any) {
	b.t.Helper()
	want := words.T(key, args...)
	for _, button := range find[*button](b.t, d.frame.page) {
		if button.Text == want && button.Visible() {
			test.Tap(button)
			b.until(func() bool { return !d.saving })
			return
		}
	}
	b.t.Fatalf("no button %q on the page", want)
}

// says is everything the page shown now says.
func says(t *testing.T, o fyne.CanvasObject) string {
	var all []string
	for _, p := range find[interface{ String() string }](t, o) {
		all = append(all, p.String())
	}
	for _, x := range find[*look.Text](t, o) {
		all = append(all, x.Full())
	}
	return strings.Join(all, "\n")
}

func TestSavingSaysWhatChangedAndUndoPutsItBack(t *testing.T) {
	b := start(t, userFile, "", nil)
	d := b.show()
	typeIn(entryOf(t, d, station.KeyStation), "FCT-LINE2-08")
	typeIn(entryOf(t, d, station.KeyLocation), "")
	b.save(d)
	text := says(t, d.frame.page)
	for _, want := range []string{words.T("settings.saved.title"), "“FCT-LINE2-07” is now “FCT-LINE2-08”", words.SettingName(station.KeyLocation), b.user} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q:\n%s", want, text)
		}
	}
	b.press(d, "settings.undo")
	if got := b.read(b.user); !sameLines(got, userFile) {
		t.Errorf("after undo:\n%s", got)
	}
	if !strings.Contains(says(t, d.frame.page), words.T("settings.undone.title")) {
		t.Error("undo says nothing")
	}
	if len(b.saved) != 2 {
		t.Errorf("the window was told %d times", len(b.saved))
	}
	b.press(d, "settings.back")
	if got := entryOf(t, d, station.KeyStation).Text; got != "FCT-LINE2-07" {
		t.Errorf("the field shows %q", got)
	}
	if d.saveBtn.Disabled() != true {
		t.Error("something is still to be saved")
	}
}

// sameLines compares two files whatever the order of their lines.
func sameLines(a, b string) bool {
	count := map[string]int{}
	for _, l := range strings.Split(a, "\n") {
		count[l]++
	}
	for _, l := range strings.Split(b, "\n") {
		count[l]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// conflicted is a dialog that was told of somebody else's change.
func conflicted(t *testing.T) (*bench, *Dialog) {
	b := start(t, userFile, "", nil)
	d := b.show()
	typeIn(entryOf(t, d, station.KeyStation), "MINE")
	b.write(b.user, "station = THEIRS\nlocation = Line 3\nserver = https://company.wats.invalid\nlog_level = DEBUG\n")
	b.save(d)
	text := says(t, d.frame.page)
	for _, want := range []string{words.T("settings.conflict.title"), "“THEIRS”", "“MINE”", "“FCT-LINE2-07”", "“Line 3”", b.user} {
		if !strings.Contains(text, want) {
			t.Errorf("the question does not name %s:\n%s", want, text)
		}
	}
	if strings.Contains(text, words.SettingName(station.KeyLogLevel)) {
		t.Error("a key that does not differ is listed")
	}
	if !strings.Contains(b.read(b.user), "THEIRS") {
		t.Fatal("their change was overwritten before asking")
	}
	return b, d
}

func TestConflictKeepMineOnTopOfTheirs(t *testing.T) {
	b, d := conflicted(t)
	b.press(d, "settings.conflict.keepMine")
	text := b.read(b.user)
	if !strings.Contains(text, "station = MINE") || !strings.Contains(text, "location = Line 3") {
		t.Errorf("the file is now:\n%s", text)
	}
}

func TestConflictTakeTheirs(t *testing.T) {
	b, d := conflicted(t)
	b.press(d, "settings.conflict.takeTheirs")
	if got := entryOf(t, d, station.KeyStation).Text; got != "THEIRS" {
		t.Errorf("the field shows %q", got)
	}
	if !d.saveBtn.Disabled() || strings.Contains(b.read(b.user), "MINE") || len(b.saved) != 0 {
		t.Error("mine is not dropped")
	}
	typeIn(entryOf(t, d, station.KeyLocation), "Line 4")
	b.save(d)
	if !strings.Contains(b.read(b.user), "location = Line 4") {
		t.Error("what is typed after that cannot be saved")
	}
}

func TestConflictCancelKeepsTheEdits(t *testing.T) {
	b, d := conflicted(t)
	b.press(d, "settings.cancel")
	if got := entryOf(t, d, station.KeyStation).Text; got != "MINE" || !strings.Contains(b.read(b.user), "THEIRS") {
		t.Errorf("field %q, file:\n%s", got, b.read(b.user))
	}
	b.save(d) // asks again
	if !strings.Contains(says(t, d.frame.page), words.T("settings.conflict.title")) {
		t.Error("the second save does not ask")
	}
	d.esc()
	if !d.Open() {
		t.Error("Esc on the question closes the dialog and loses the edits")
	}
}

func TestConflictListsWhatDiffers(t *testing.T) {
	base := station.File{Values: map[station.Key]string{"station": "A", "location": "L", "theme": "dark", "odd": "1"}}
	theirs := station.File{Values: map[station.Key]string{"station": "B", "location": "L", "odd": "2", "purpose": "P"}}
	got := conflict(base, theirs, station.Change{Set: map[station.Key]string{"location": "M"}, Unset: []station.Key{"theme"}})
	var keys []string
	for _, r := range got {
		keys = append(keys, string(r.Key))
	}
	if want := "station location purpose theme odd"; strings.Join(keys, " ") != want {
		t.Errorf("listed %v, want %s", keys, want)
	}
	if !got[1].ChangedByMe || got[1].Mine != "M" || !got[3].Unset || got[3].HasTheirs || got[0].ChangedByMe {
		t.Errorf("%+v", got)
	}
}

// failing is a configuration whose save fails.
type failing struct {
	Config
	err error
}

func (f failing) Save(station.Scope, station.Stamp, station.Change) (station.Saved, error) {
	return station.Saved{}, f.err
}

func TestFailedSaveSaysWhyAndKeepsTheEdits(t *testing.T) {
	b := start(t, userFile, "", nil)
	d := b.show()
	d.d.Config = failing{b.conf, errors.New("the disk said no")}
	typeIn(entryOf(t, d, station.KeyStation), "NEW")
	test.Type(d.token.entry, "tok")
	b.save(d)
	if text := says(t, d.frame.page); !strings.Contains(text, words.T("settings.failed.title")) || !strings.Contains(text, "the disk said no") {
		t.Errorf("said:\n%s", text)
	}
	if len(b.vault.held) != 0 || len(b.saved) != 0 {
		t.Error("the token was saved though the settings were not")
	}
	d.esc()
	if entryOf(t, d, station.KeyStation).Text != "NEW" || d.token.entry.Text != "tok" {
		t.Error("the edits are lost")
	}
}

func TestTokenIsSavedForItsOriginAndNeverShown(t *testing.T) {
	b := start(t, userFile, "", nil)
	b.vault.held[company] = secret.New("old-secret")
	d := b.show()
	if got := d.token.state.text(); got != words.T("settings.token.saved", company, words.TokenPlace(secret.PlaceKeyring)) {
		t.Errorf("state %q", got)
	}
	if d.token.entry.Text != "" || strings.Contains(says(t, d.editor), "old-secret") || !d.token.entry.Password {
		t.Error("the saved token is shown")
	}
	d.FocusToken()
	test.Type(d.token.entry, "new-secret")
	b.save(d)
	if !b.vault.has(company, "new-secret") || len(b.conf.changes) != 0 {
		t.Errorf("held %v, wrote %v", b.vault.held, b.conf.changes)
	}
	if text := says(t, d.frame.page); strings.Contains(text, "new-secret") || !strings.Contains(text, words.TokenPlace(secret.PlaceFile)) {
		t.Errorf("said %s", text)
	}
	if len(b.saved) != 1 {
		t.Error("the window was not told of the token")
	}
	b.press(d, "settings.undo")
	if !b.vault.has(company, "old-secret") {
		t.Error("undo does not put the old token back")
	}
}

func TestTokenIsRemovedOnSaveAlone(t *testing.T) {
	b := start(t, userFile, "", nil)
	b.vault.held[company] = secret.New("old")
	d := b.show()
	d.token.setWish(false, true)
	if !b.vault.has(company, "old") || d.saveBtn.Disabled() {
		t.Error("removed before Save, or Save is disabled")
	}
	b.save(d)
	if len(b.vault.held) != 0 {
		t.Error("not removed")
	}
	b.press(d, "settings.undo")
	if !b.vault.has(company, "old") {
		t.Error("undo does not bring it back")
	}
}

func TestTokenFollowsTheServerBeingTyped(t *testing.T) {
	b := start(t, userFile, "", nil)
	other := "https://other.wats.invalid"
	b.vault.held[company], b.vault.held[other] = secret.New("c"), secret.New("o")
	d := b.show()
	if d.token.using().Reveal() != "c" {
		t.Fatal("the saved token is not known")
	}
	d.server.entry.SetText("other.wats.invalid")
	if !d.token.using().Empty() {
		t.Error("the company's token would go to another server")
	}
	b.until(func() bool { return !d.token.asking })
	if got := d.token.state.text(); !strings.Contains(got, other) || d.token.using().Reveal() != "o" {
		t.Errorf("state %q", got)
	}
	d.server.entry.SetText("http://")
	if got := d.token.state.text(); got != words.T("settings.token.noserver") || d.token.input.Visible() {
		t.Errorf("without a server: %q", got)
	}
}

func TestSlowKeyringDoesNotHoldTheDialog(t *testing.T) {
	b := start(t, userFile, "", nil)
	b.vault.block = make(chan struct{})
	d := Show(t.Context(), b.w, b.deps())
	b.dialogs = append(b.dialogs, d)
	if got := d.token.state.text(); got != words.T("settings.token.asking") {
		t.Errorf("state %q", got)
	}
	typeIn(entryOf(t, d, station.KeyStation), "NEW")
	b.save(d) // works while the keyring is silent
	d.Close()
	d.Wait() // ends though the keyring never answers
}

func TestTokenErrorsAreSaid(t *testing.T) {
	b := start(t, userFile, "", nil)
	b.vault.err = errors.New("keyring is locked")
	d := b.show()
	if got := d.token.state.text(); !strings.Contains(got, "keyring is locked") || !d.token.input.Visible() {
		t.Errorf("state %q", got)
	}
	typeIn(entryOf(t, d, station.KeyStation), "NEW")
	test.Type(d.token.entry, "tok")
	b.save(d)
	text := says(t, d.frame.page)
	if !strings.Contains(text, words.T("settings.saved.notoken")) || !strings.Contains(text, "keyring is locked") || !strings.Contains(text, "NEW") {
		t.Errorf("said:\n%s", text)
	}
	if d.token.entry.Text != "tok" {
		t.Error("the token must be typed again")
	}
}

func TestUndoIsTheInverse(t *testing.T) {
	got := undo(station.Saved{Differences: []station.Difference{
		{Key: "station", Old: "A", New: "B", Had: true, Has: true},
		{Key: "location", New: "L", Has: true},
		{Key: "purpose", Old: "P", Had: true},
	}})
	if len(got.Set) != 2 || got.Set["station"] != "A" || got.Set["purpose"] != "P" || len(got.Unset) != 1 || got.Unset[0] != "location" {
		t.Errorf("%v", got)
	}
}

func TestPlanStopsBeforeTheTokenWhenTheFileFails(t *testing.T) {
	v := &vault{held: map[string]secret.Token{}}
	p := plan{change: station.Change{Unset: []station.Key{"station"}}, token: tokenPlan{origin: company, set: secret.New("x")}}
	out := p.do(context.Background(), failing{nil, errors.New("no")}, v)
	if out.err == nil || out.token || len(v.held) != 0 {
		t.Errorf("%+v, held %v", out, v.held)
	}
}

func TestLateAnswerAboutAnotherServerIsDropped(t *testing.T) {
	b := start(t, userFile, "", nil)
	d := b.show()
	b.vault.held[company] = secret.New("company's")
	d.token.look(company, 0)
	late := <-b.posts // answered, but not taken in yet
	d.token.look("https://other.invalid", 0)
	late()
	if !d.token.held.Empty() || !d.token.asking {
		t.Error("the company's token is taken for another server's")
	}
	b.until(func() bool { return !d.token.asking })
}

// What was not set before, or is not any more, is said as a sentence.
func TestSavedLinesOfWhatIsNew(t *testing.T) {
	got := savedLines(plan{}, outcome{saved: station.Saved{Differences: []station.Difference{
		{Key: station.KeyLocation, New: "Line 2", Has: true},
		{Key: station.KeyPurpose, Old: "Repair", Had: true},
		{Key: station.KeyServer, Old: "https://a", Had: true, New: "https://b", Has: true},
	}}})
	want := []string{
		"Location is now “Line 2”.",
		"Purpose is not set any more. It was “Repair”.",
		"WATS server: “https://a” is now “https://b”.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
