package station

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"stationcompanion/station/internal/durable"
)

// Saved tells what a save did. Without Differences nothing was written.
type Saved struct {
	File        File
	Differences []Difference
	Backup      string // path of the .bak copy; empty when there was no file
	Corrupt     string // path the damaged file was set aside under; usually empty
}

// ChangedError says that a file was changed by somebody else since it was read.
type ChangedError struct {
	Path   string
	Theirs File // what it holds now
}

func (e *ChangedError) Error() string { return e.Path + " was changed by somebody else meanwhile" }

// The errors of saving that are not the system's.
var (
	// ErrBusy says that another program held the lock of station.conf for 5 seconds.
	ErrBusy = durable.ErrBusy
	// ErrNoFile says that there is no file for a scope: no path, or no such scope.
	ErrNoFile = errors.New("no file for this scope")
)

// lockWait is how long a save waits for another saver.
const lockWait = 5 * time.Second

// Save applies ch to the scope's file and reloads. base is the stamp of the
// file the change was made against; when the file on disk is another one, nothing
// is written and the error is a *ChangedError. A value that does not fit its key,
// or a key that IT has locked, is a *ValueError.
func (k *Keeper) Save(scope Scope, base Stamp, ch Change) (Saved, error) {
	return k.save(scope, &base, ch)
}

// Update applies ch under the lock to whatever the file holds now.
func (k *Keeper) Update(scope Scope, ch Change) (Saved, error) {
	return k.save(scope, nil, ch)
}

func (k *Keeper) save(scope Scope, base *Stamp, ch Change) (Saved, error) {
	sv := saver{keeper: k, path: k.Path(scope), role: scope.role(), base: base}
	if sv.path == "" {
		return Saved{}, ErrNoFile
	}
	var err error
	if sv.change, err = k.canonical(scope, ch); err != nil {
		return Saved{}, err
	}
	defer k.Reload()
	if ed, err := sv.edit(); err != nil || ed.idle() {
		return Saved{File: ed.old.File}, err // told before a lock file is made
	}
	return sv.locked()
}

// canonical checks the values of a change and gives it as it will be written.
func (k *Keeper) canonical(scope Scope, ch Change) (Change, error) {
	var locked []Key
	if scope == ScopeUser {
		locked = Locked(load(k.in.EveryonePath, roleEveryone, waitLooking).File)
	}
	out := Change{Set: make(map[Key]string, len(ch.Set)), Unset: ch.Unset}
	for _, key := range slices.Sorted(maps.Keys(ch.Set)) {
		value, err := Validate(key, ch.Set[key])
		if err != nil {
			return Change{}, err
		}
		if slices.Contains(locked, key) || scope == ScopeUser && key == KeyLocked {
			return Change{}, &ValueError{Key: key, Value: value, Why: ReasonLocked}
		}
		out.Set[key] = value
	}
	return out, nil
}

// saver is one save under way.
type saver struct {
	keeper *Keeper
	path   string
	role   role
	base   *Stamp // nil: whatever is there
	change Change
}

// edit is what a save would do to the file as it is now.
type edit struct {
	old         loaded
	differences []Difference
	data        []byte // the new content
}

func (e edit) idle() bool { return len(e.differences) == 0 }

// edit reads the file, compares it with the base and applies the change.
func (s *saver) edit() (edit, error) {
	old := load(s.path, s.role, waitSaving)
	if s.base != nil && *s.base != old.Stamp {
		return edit{old: old}, &ChangedError{Path: s.path, Theirs: old.File}
	}
	ed := edit{old: old, differences: old.doc.apply(s.change)}
	ed.data = old.doc.coding.Encode(old.doc.text())
	return ed, nil
}

// locked makes the edit again where nobody else can come between, and writes it.
func (s *saver) locked() (Saved, error) {
	target, err := durable.Resolve(s.path)
	if err == nil {
		err = durable.Writable(target)
	}
	if err == nil {
		err = durable.MkdirAll(filepath.Dir(target), s.role.dirMode())
	}
	if err != nil {
		return Saved{}, err
	}
	unlock, err := durable.Lock(context.Background(), target, lockWait, s.role.mode())
	if err != nil {
		return Saved{}, err
	}
	defer unlock()
	ed, err := s.edit()
	if err != nil || ed.idle() {
		return Saved{File: ed.old.File}, err
	}
	return s.write(target, ed)
}

// write keeps what was there, then puts the new file in its place.
func (s *saver) write(target string, ed edit) (Saved, error) {
	dir, err := durable.Open(filepath.Dir(target), s.keeper.disk)
	if err != nil {
		return Saved{}, err
	}
	defer dir.Close()
	name := filepath.Base(target)
	dir.Sweep(name)
	out := Saved{Differences: ed.differences}
	mode, like := s.role.mode(), fs.FileInfo(nil)
	switch old := ed.old; {
	case old.Corrupt:
		aside := name + ".corrupt-" + s.keeper.now().Format("20060102-150405")
		if aside, err = dir.SetAside(name, aside); err == nil {
			out.Corrupt = filepath.Join(filepath.Dir(target), aside)
		}
	case old.Stamp.Exists:
		mode, like = old.info.Mode(), old.info
		out.Backup = target + ".bak"
		err = dir.Replace(name+".bak", old.data, mode, like)
	}
	if err == nil {
		err = dir.Replace(name, ed.data, mode, like)
	}
	if err != nil {
		return Saved{}, notSaved(target, err)
	}
	out.File = parsed(s.path, s.role, ed.data).File
	return out, nil
}

// notSaved names station.conf also where its copy is what could not be written.
func notSaved(target string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok && e.Path == target {
		return err
	}
	return &fs.PathError{Op: "save", Path: target, Err: err}
}

// role is the part a scope's file plays.
func (s Scope) role() role {
	if s == ScopeEveryone {
		return roleEveryone
	}
	return roleUser
}

// mode is for new files: everyone's can be read by all.
func (r role) mode() fs.FileMode {
	if r == roleEveryone {
		return 0o644
	}
	return 0o600
}

// dirMode is for new directories.
func (r role) dirMode() fs.FileMode {
	if r == roleEveryone {
		return 0o755
	}
	return 0o700
}
