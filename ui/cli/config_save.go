package cli

import (
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// configSave sets or unsets one key under the file's lock and says what changed.
func configSave(c Command, env Env, p *printer, keeper *station.Keeper) int {
	key, scope := station.Key(c.Args[1]), scopeOf(c)
	change, err := changeOf(c, key, keeper.State())
	if err != nil {
		tell(env.Err, words.Error(err))
		return ExitBad
	}
	saved, err := keeper.Update(scope, change)
	if err != nil {
		tell(env.Err, words.Error(err))
		return ExitBad
	}
	now := settingOf(key, keeper.State().Settings[key])
	if c.Options.JSON {
		writeJSON(p, changeJSON(saved, now))
		return ExitOK
	}
	writeChange(p, saved, now, scope)
	return ExitOK
}

// changeOf checks the change before any file is touched.
func changeOf(c Command, key station.Key, st station.State) (station.Change, error) {
	if st.Settings[key].Locked && !c.Options.Everyone {
		return station.Change{}, &station.ValueError{Key: key, Why: station.ReasonLocked}
	}
	if c.Args[0] == "unset" {
		return station.Change{Unset: []station.Key{key}}, nil
	}
	value, err := station.Validate(key, c.Args[2])
	if err != nil {
		return station.Change{}, err
	}
	return station.Change{Set: map[station.Key]string{key: value}}, nil
}

func changeJSON(saved station.Saved, now configSetting) configChange {
	out := configChange{
		Path: saved.File.Path, Backup: saved.Backup, Corrupt: saved.Corrupt,
		Changed: []configDifference{}, Effective: now,
	}
	for _, d := range saved.Differences {
		diff := configDifference{Key: d.Key}
		if d.Had {
			diff.Old = &d.Old
		}
		if d.Has {
			diff.New = &d.New
		}
		out.Changed = append(out.Changed, diff)
	}
	return out
}

func writeChange(p *printer, saved station.Saved, now configSetting, scope station.Scope) {
	file := words.Visible(saved.File.Path)
	for _, d := range saved.Differences {
		p.line(differenceText(d, file))
	}
	if len(saved.Differences) == 0 {
		p.line(words.T("cli.config.unchanged", file))
	}
	if saved.Corrupt != "" {
		p.line(words.T("cli.config.corrupt", words.Visible(saved.Corrupt)))
	}
	if scope == station.ScopeEveryone && now.Origin == station.OriginEveryone ||
		scope == station.ScopeUser && now.Origin == station.OriginUser {
		return
	}
	// Another place decides: what was saved shows only when that one goes.
	if now.Value == "" {
		p.line(words.T("cli.config.nothing", words.Visible(string(now.Key))))
		return
	}
	p.line(words.T("cli.config.effective", words.Visible(string(now.Key)), words.Visible(now.Value), place(now.Origin, now.Where)))
}

func differenceText(d station.Difference, file string) string {
	was, is := words.Visible(d.Old), words.Visible(d.New)
	switch {
	case !d.Has:
		return words.T("cli.config.removed", string(d.Key), was, file)
	case !d.Had:
		return words.T("cli.config.added", string(d.Key), is, file)
	}
	return words.T("cli.config.changed", string(d.Key), was, is, file)
}
