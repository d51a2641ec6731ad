package cli

import (
	"slices"

	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// The verbs of `config` and how many arguments each takes.
var configVerbs = map[string]int{"list": 0, "get": 1, "set": 2, "unset": 1, "path": 0}

// configSetting is one setting in `config --json`.
type configSetting struct {
	Key    station.Key    `json:"key"`
	Value  string         `json:"value"`
	Origin station.Origin `json:"origin"`
	Where  string         `json:"where"`
	Locked bool           `json:"locked"`
	Beat   []configBeaten `json:"beat"`
}

type configBeaten struct {
	Origin station.Origin `json:"origin"`
	Where  string         `json:"where"`
	Value  string         `json:"value"`
	Why    station.Reason `json:"why"`
}

// configList is `config list --json`.
type configList struct {
	Settings []configSetting `json:"settings"`
	Problems []StatusProblem `json:"problems"`
}

// configChange is `config set --json` and `config unset --json`.
type configChange struct {
	Path    string             `json:"path"`
	Backup  string             `json:"backup,omitempty"`
	Corrupt string             `json:"corrupt,omitempty"` // where the damaged file was set aside
	Changed []configDifference `json:"changed"`
	// Effective is the setting as it is now: a stronger place may still decide.
	Effective configSetting `json:"effective"`
}

type configDifference struct {
	Key station.Key `json:"key"`
	Old *string     `json:"old"` // null: was not in the file
	New *string     `json:"new"` // null: is not in the file
}

func checkConfigArgs(c Command) error {
	if len(c.Args) == 0 {
		return nil
	}
	n, known := configVerbs[c.Args[0]]
	if !known || len(c.Args) != n+1 {
		return &UsageError{words.T("cli.usage.config")}
	}
	if n > 0 && !slices.Contains(station.Keys(), station.Key(c.Args[1])) {
		return &UsageError{words.T("cli.usage.key", words.Visible(c.Args[1]))}
	}
	if n > 0 && c.Args[0] != "get" && station.Key(c.Args[1]) == station.KeyLocked && !c.Options.Everyone {
		return &UsageError{words.T("cli.usage.locked")}
	}
	return nil
}

// runConfig shows and changes settings. A set or unset goes through the same lock and
// checks as the settings dialog.
func runConfig(c Command, env Env, p *printer) int {
	keeper := station.NewKeeper(c.Flags.Inputs())
	verb := "list"
	if len(c.Args) > 0 {
		verb = c.Args[0]
	}
	switch verb {
	case "get":
		return configGet(c, p, keeper.State().Settings[station.Key(c.Args[1])])
	case "set", "unset":
		return configSave(c, env, p, keeper)
	case "path":
		return configPath(c, p, keeper)
	}
	return configAll(c, p, keeper.State())
}

func scopeOf(c Command) station.Scope {
	if c.Options.Everyone {
		return station.ScopeEveryone
	}
	return station.ScopeUser
}

func configAll(c Command, p *printer, st station.State) int {
	list := configList{Settings: []configSetting{}, Problems: append([]StatusProblem{}, configProblems(st)...)}
	for _, key := range station.Keys() {
		list.Settings = append(list.Settings, settingOf(key, st.Settings[key]))
	}
	if c.Options.JSON {
		writeJSON(p, list)
		return ExitOK
	}
	for _, s := range list.Settings {
		p.line(pad(string(s.Key), 18) + " = " + words.Visible(s.Value))
		writeOrigin(p, s)
	}
	for _, problem := range list.Problems {
		p.line("")
		p.line(problem.Words)
		p.line("  " + problem.Advice)
	}
	return ExitOK
}

func configGet(c Command, p *printer, s station.Setting) int {
	setting := settingOf(station.Key(c.Args[1]), s)
	if c.Options.JSON {
		writeJSON(p, setting)
		return ExitOK
	}
	p.line(words.Visible(setting.Value))
	writeOrigin(p, setting)
	return ExitOK
}

func configPath(c Command, p *printer, keeper *station.Keeper) int {
	if c.Options.JSON {
		writeJSON(p, map[string]string{
			"user": keeper.Path(station.ScopeUser), "everyone": keeper.Path(station.ScopeEveryone),
		})
		return ExitOK
	}
	p.line(words.Visible(keeper.Path(scopeOf(c))))
	return ExitOK
}

// settingOf gives a setting its form for scripts; empty lists instead of null.
func settingOf(key station.Key, s station.Setting) configSetting {
	out := configSetting{Key: key, Value: s.Value, Origin: s.Origin, Where: s.Where, Locked: s.Locked, Beat: []configBeaten{}}
	for _, b := range s.Beat {
		out.Beat = append(out.Beat, configBeaten(b))
	}
	return out
}

// writeOrigin says where a value comes from and what it beat.
func writeOrigin(p *printer, s configSetting) {
	from := words.T("cli.config.from", place(s.Origin, s.Where))
	if s.Locked {
		from = joined(from, words.T("cli.config.locked"))
	}
	p.line("    " + from)
	for _, b := range s.Beat {
		p.line("    " + words.T("cli.config.beat", words.Visible(b.Value), place(b.Origin, b.Where),
			words.WhyBeaten(station.Beaten(b))))
	}
}

// place names where a value comes from. Of a station name that nothing sets, where is the
// source that gave it.
func place(o station.Origin, where string) string {
	switch {
	case where == "":
		return words.Origin(o)
	case o == station.OriginDefault:
		return words.Source(station.Source(where))
	}
	return words.T("cli.config.place", words.Origin(o), words.Visible(where))
}
