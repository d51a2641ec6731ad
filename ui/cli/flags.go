package cli

import (
	"context"
	"flag"
	"io"
	"os"
	"time"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// Flags are the flags common to every subcommand and the window.
type Flags struct {
	Server, TokenFile, Station, Config, LogLevel string
	Demo, Help, Version                          bool
}

// Command is a parsed command line.
type Command struct {
	Name    string // "" = the window, else status, check, lookup, show, logs, open, config, code, bundle, demo, help
	Flags   Flags
	Options Options
	Args    []string // what follows the subcommand, flags taken out
}

// Options are the flags of single subcommands.
type Options struct {
	JSON      bool
	By        client.By // lookup
	Limit     int       // lookup; 0 = the client's default
	Everyone  bool      // config
	Format    string    // show; "" = text
	Output    string    // show; "" = standard output; bundle
	Anonymise bool      // bundle
	NoCheck   bool      // bundle
	Logs      LogOptions
	// Of demo:
	Addr, Token, Load, Fault string
	Seed                     uint64
	Reports                  int
	Latency                  time.Duration
}

// LogOptions are the flags of `logs`; the zero value gives the end of a log.
type LogOptions struct {
	Level        string // this and worse; "" = all
	Grep, Regex  string // lines that hold a text, or match an expression; at most one is set
	Case         bool   // their letter case matters
	Correlation  string // lines of this correlation id
	Follow, List bool   // List: of bundle, too
	Lines        int    // the last ones; 0 = defaultLines
}

// UsageError is a command line that cannot be run; its text is in words.
type UsageError struct{ Text string }

func (e *UsageError) Error() string { return e.Text }

// belongs lists the flags that only some subcommands take.
var belongs = map[string][]string{
	"json":        {cmdStatus, cmdCheck, cmdLookup, cmdLogs, cmdConfig, cmdCode, cmdBundle},
	"by":          {cmdLookup},
	"limit":       {cmdLookup},
	"everyone":    {cmdConfig},
	"format":      {cmdShow},
	"o":           {cmdShow, cmdBundle},
	"output":      {cmdShow, cmdBundle},
	"level":       {cmdLogs},
	"grep":        {cmdLogs},
	"regex":       {cmdLogs},
	"case":        {cmdLogs},
	"correlation": {cmdLogs},
	"follow":      {cmdLogs},
	"list":        {cmdLogs, cmdBundle},
	"anonymise":   {cmdBundle},
	"no-check":    {cmdBundle},
	"lines":       {cmdLogs},
	"addr":        {cmdDemo},
	"seed":        {cmdDemo},
	"reports":     {cmdDemo},
	"token":       {cmdDemo},
	"load":        {cmdDemo},
	"fault":       {cmdDemo},
	"latency":     {cmdDemo},
}

// maxLimit is the most headers the server gives at once.
const maxLimit = 10_000

// Parse reads the command line, without the program's name; err is a *UsageError in
// words. Flags may stand before or after the subcommand and its arguments; "--" ends
// them.
func Parse(args []string) (Command, error) {
	var c Command
	set := flagSet(&c)
	rest, err := interleaved(set, args)
	if err != nil {
		return Command{}, err
	}
	if len(rest) > 0 {
		c.Name, c.Args = rest[0], rest[1:]
	}
	if err := check(c, set); err != nil {
		return Command{}, err
	}
	return c, nil
}

func flagSet(c *Command) *flag.FlagSet {
	set := flag.NewFlagSet("station-companion", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	f, o := &c.Flags, &c.Options
	set.StringVar(&f.Server, "server", "", "")
	set.StringVar(&f.TokenFile, "token-file", "", "")
	set.StringVar(&f.Station, "station", "", "")
	set.StringVar(&f.Config, "config", "", "")
	set.StringVar(&f.LogLevel, "log-level", "", "")
	set.BoolVar(&f.Demo, "demo", false, "")
	set.BoolVar(&f.Help, "help", false, "")
	set.BoolVar(&f.Help, "h", false, "")
	set.BoolVar(&f.Version, "version", false, "")

	set.BoolVar(&o.JSON, "json", false, "")
	set.StringVar((*string)(&o.By), "by", "", "")
	set.IntVar(&o.Limit, "limit", 0, "")
	set.BoolVar(&o.Everyone, "everyone", false, "")
	set.StringVar(&o.Format, "format", "", "")
	set.StringVar(&o.Output, "o", "", "")
	set.StringVar(&o.Output, "output", "", "")
	set.BoolVar(&o.Anonymise, "anonymise", false, "")
	set.BoolVar(&o.NoCheck, "no-check", false, "")
	logFlags(set, &o.Logs)
	set.StringVar(&o.Addr, "addr", "", "")
	set.StringVar(&o.Token, "token", "", "")
	set.StringVar(&o.Load, "load", "", "")
	set.StringVar(&o.Fault, "fault", "", "")
	set.Uint64Var(&o.Seed, "seed", 0, "")
	set.IntVar(&o.Reports, "reports", 0, "")
	set.DurationVar(&o.Latency, "latency", 0, "")
	return set
}

func logFlags(set *flag.FlagSet, o *LogOptions) {
	set.StringVar(&o.Level, "level", "", "")
	set.StringVar(&o.Grep, "grep", "", "")
	set.StringVar(&o.Regex, "regex", "", "")
	set.BoolVar(&o.Case, "case", false, "")
	set.StringVar(&o.Correlation, "correlation", "", "")
	set.BoolVar(&o.Follow, "follow", false, "")
	set.BoolVar(&o.List, "list", false, "")
	set.IntVar(&o.Lines, "lines", 0, "")
}

// interleaved parses flags wherever they stand and gives what is none.
func interleaved(set *flag.FlagSet, args []string) (rest []string, err error) {
	for len(args) > 0 {
		if err := set.Parse(args); err != nil {
			return nil, usage(err)
		}
		read := len(args) - set.NArg()
		if read > 0 && args[read-1] == "--" {
			return append(rest, set.Args()...), nil
		}
		args = set.Args()
		if len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	return rest, nil
}

// flagKeys are the flags that set a setting for this run.
var flagKeys = map[string]station.Key{
	"server":    station.KeyServer,
	"station":   station.KeyStation,
	"log-level": station.KeyLogLevel,
}

// Inputs gives the station inputs of a command line (flags over files over environment).
func (f Flags) Inputs() station.Inputs {
	given := map[string]string{"server": f.Server, "station": f.Station, "log-level": f.LogLevel}
	flags := map[station.Key]string{}
	for name, key := range flagKeys {
		if given[name] != "" {
			flags[key] = given[name]
		}
	}
	return station.SystemInputs(flags, f.Config)
}

// Token resolves the token for a state's server under these flags. Demo mode has none:
// a stored token never reaches a demo server. It may wait for the keyring until ctx ends.
func (f Flags) Token(ctx context.Context, st station.State) (secret.Token, secret.Place, error) {
	return f.tokenGivenFor(ctx, st, "")
}

// tokenGivenFor is Token where the settings may have changed since the program began:
// token file and environment were given for the server of then and go to no other.
func (f Flags) tokenGivenFor(ctx context.Context, st station.State, given string) (secret.Token, secret.Place, error) {
	server := st.Text(station.KeyServer)
	if f.Demo || server == "" {
		return secret.Token{}, secret.PlaceNone, nil
	}
	base, err := client.NormalizeServer(server)
	if err != nil {
		return secret.Token{}, secret.PlaceNone, err
	}
	origin, err := secret.Origin(base)
	if err != nil {
		return secret.Token{}, secret.PlaceNone, err
	}
	envServer := os.Getenv("PYWATS_SERVER_URL")
	if whole, err := client.NormalizeServer(envServer); err == nil {
		envServer = whole
	}
	if whole, err := client.NormalizeServer(given); err == nil {
		given = whole
	}
	return secret.Resolve(ctx, secret.Request{
		Origin: origin, GivenFor: given, TokenFile: f.TokenFile,
		EnvToken: os.Getenv("PYWATS_API_TOKEN"), EnvServer: envServer,
	})
}
