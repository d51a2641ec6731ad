package cli

import (
	"flag"
	"slices"
	"strings"

	"stationcompanion/client"
	"stationcompanion/logging/tail"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// usage puts an error of package flag in words. Its errors have no types; the texts
// are fixed by its tests.
func usage(err error) *UsageError {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		return &UsageError{words.T("cli.usage.flag", words.Visible(name))}
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return &UsageError{words.T("cli.usage.value", words.Visible(name))}
	}
	text = strings.Replace(text, "invalid boolean value ", "invalid value ", 1)
	text = strings.Replace(text, " for -", " for flag -", 1) // of a boolean
	if value, rest, ok := strings.Cut(strings.TrimPrefix(text, "invalid value "), " for flag -"); ok {
		name, _, _ := strings.Cut(rest, ":")
		return &UsageError{words.T("cli.usage.bad_value", words.Visible(name), words.Visible(value))}
	}
	return &UsageError{words.T("cli.usage.bad", words.Visible(text))}
}

// check finds flags that do not fit the subcommand, each other or their key.
func check(c Command, set *flag.FlagSet) error {
	var bad *UsageError
	set.Visit(func(f *flag.Flag) {
		if bad == nil {
			bad = checkFlag(c, f)
		}
	})
	switch {
	case c.Flags.Help || c.Flags.Version:
		return nil // answered whatever else is there
	case client.IsToken(c.Name), slices.ContainsFunc(c.Args, client.IsToken):
		return &UsageError{words.T("cli.usage.token")} // before it is repeated as what does not fit
	case !slices.Contains([]string{cmdWindow, cmdStatus, cmdCheck, cmdLookup, cmdShow, cmdLogs, cmdConfig, cmdDemo, cmdCode, cmdBundle, cmdHelp, CmdOpen}, c.Name):
		return &UsageError{words.T("cli.usage.command", words.Visible(c.Name))}
	case bad != nil:
		return bad
	case c.Flags.Demo && (c.Flags.Server != "" || c.Flags.TokenFile != ""):
		return &UsageError{words.T("cli.usage.demo")}
	case c.Options.Limit > maxLimit:
		return &UsageError{words.T("cli.usage.limit", maxLimit)}
	}
	return checkArgs(c)
}

func checkFlag(c Command, f *flag.Flag) *UsageError {
	value := f.Value.String()
	commands, special := belongs[f.Name]
	switch {
	case special && !slices.Contains(commands, c.Name):
		return &UsageError{words.T("cli.usage.not_here", f.Name, strings.Join(commands, ", "))}
	case value == "":
		return &UsageError{words.T("cli.usage.value", f.Name)}
	case f.Name == "limit" && c.Options.Limit < 1:
		return &UsageError{words.T("cli.usage.limit", maxLimit)}
	case f.Name == "reports" && c.Options.Reports < 1, f.Name == "latency" && c.Options.Latency < 0:
		return &UsageError{words.T("cli.usage.bad_value", f.Name, words.Visible(value))}
	case f.Name == "by" && !slices.Contains([]client.By{client.ByID, client.BySerial, client.ByPart, client.ByBarcode}, c.Options.By):
		return &UsageError{words.T("cli.usage.by", words.Visible(value))}
	case f.Name == "level" && levelNamed(value) == tail.Unknown:
		return &UsageError{words.T("cli.usage.level", words.Visible(value))}
	case f.Name == "lines" && (c.Options.Logs.Lines < 1 || c.Options.Logs.Lines > maxLines):
		return &UsageError{words.T("cli.usage.lines", maxLines)}
	case f.Name == "format" && !slices.Contains(formats, value):
		return &UsageError{words.T("cli.usage.format", words.Visible(value))}
	}
	if key, ok := flagKeys[f.Name]; ok {
		if _, err := station.Validate(key, value); err != nil {
			return &UsageError{words.T("cli.usage.setting", f.Name, words.Error(err).Advice)}
		}
	}
	return nil
}

// checkArgs counts what follows the subcommand.
func checkArgs(c Command) error {
	switch c.Name {
	case cmdLookup:
		if len(c.Args) != 1 {
			return &UsageError{words.T("cli.usage.lookup")}
		}
	case cmdShow:
		if len(c.Args) != 1 {
			return &UsageError{words.T("cli.usage.show")}
		}
	case CmdOpen:
		if len(c.Args) != 1 {
			return &UsageError{words.T("cli.usage.open")}
		}
	case cmdLogs:
		return checkLogs(c)
	case cmdConfig:
		return checkConfigArgs(c)
	case cmdCode:
		if len(c.Args) != 1 {
			return &UsageError{words.T("cli.usage.code")}
		}
	case cmdBundle:
		return checkBundle(c)
	default:
		if len(c.Args) > 0 {
			return &UsageError{words.T("cli.usage.extra", words.Visible(c.Args[0]))}
		}
	}
	return nil
}
