package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"
	"github.com/rs/zerolog"

	"stationcompanion/assets"
	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/client/check"
	"stationcompanion/client/proxy"
	"stationcompanion/client/support"
	"stationcompanion/logging"
	"stationcompanion/logging/tail"
	"stationcompanion/station"
	"stationcompanion/station/fingerprint"
	"stationcompanion/station/secret"
	"stationcompanion/ui"
	"stationcompanion/ui/cli"
	"stationcompanion/ui/instance"
)

// appID names the program to the desktop.
const appID = "io.github.station-companion"

// watchFiles is how often the settings files are looked at; an edit from outside shows
// within two of these.
const watchFiles = 500 * time.Millisecond

// sayPainted names the environment variable that makes the program print "painted" after
// its first frame: the start-up benchmark listens for it.
const sayPainted = "STATION_COMPANION_SAY_PAINTED"

// statePath is where the window's size and splits are kept.
var statePath = filepath.Join(xdg.StateHome, "station-companion", "window.json")

// program is the running window with everything behind it, in the order it is built.
type program struct {
	ctx    context.Context // ends with a signal, or when the window was closed
	cancel context.CancelFunc
	demo   bool
	flags  cli.Flags

	host   *instance.Host // nil where no claim could be made
	keeper *station.Keeper
	log    *logging.Log
	logger zerolog.Logger
	live   *cli.Live
	client *client.Client
	lines  *tail.Tail
	pc     *fingerprint.Watcher
	record *availability.Recorder
	// demoDir holds the saved copies of demo data while the program runs.
	demoDir string
	window  *ui.Window
	work    sync.WaitGroup

	connected func() error // connects once, waits for it, and gives its error
	collect   func()       // ends keepGarbage

	painted atomic.Bool            // the first frame was drawn
	failed  atomic.Pointer[string] // why the toolkit cannot open a window: a key of words
}

// start opens settings and log. The rest but the window is built by connect, beside the
// window toolkit, which waits for the desktop meanwhile.
func start(ctx context.Context, c cli.Command, host *instance.Host) (*program, error) {
	p := &program{host: host, demo: c.Flags.Demo, flags: c.Flags, collect: keepGarbage()}
	p.ctx, p.cancel = context.WithCancel(ctx)
	p.keeper = station.NewKeeper(c.Flags.Inputs())
	if err := p.openLog(); err != nil {
		p.close()
		return nil, err
	}
	crashFile(p.logger)
	p.connected = sync.OnceValue(func() error { return p.connect(c) })
	return p, nil
}

// connect builds client and log follower and sets everything going, unless the program
// is ending already.
func (p *program) connect(c cli.Command) (err error) {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	p.live, err = cli.NewLive(cli.LiveOptions{Flags: c.Flags, Station: p.keeper, Log: p.log, Version: version})
	if err != nil {
		return err
	}
	if p.demoDir, err = os.MkdirTemp("", "station-companion-demo-"); err != nil {
		p.note(err) // demo data are not kept then
	}
	p.client = client.New(client.Options{Config: p.live.Config(), Log: p.log.For("client"), Version: version, OpenSaved: client.OpenSaved(p.demoDir), Desktop: proxy.OfDesktop()})
	if p.lines, err = tail.Open(tail.Options{Dir: p.log.Dir()}); err != nil {
		return err
	}
	p.work.Go(func() { p.keeper.Run(p.ctx, watchFiles) })
	p.work.Go(func() { p.live.Run(p.ctx, p.client) })
	p.watchIdentity()
	p.startRecord()
	return nil
}

func (p *program) openLog() (err error) {
	st := p.keeper.State()
	p.log, err = logging.Open(logging.Options{
		Level:   st.Text(station.KeyLogLevel),
		Format:  logging.Format(st.Text(station.KeyLogFormat)),
		Station: st.Identity.Name,
	})
	if err != nil {
		return err
	}
	p.logger = p.log.For("main")
	p.logger.Info().Str("version", version).Str("go", runtime.Version()).
		Str("system", runtime.GOOS+"/"+runtime.GOARCH).Bool("demo", p.demo).Msg("Started")
	return nil
}

// show opens the window and blocks until it is closed. Where the desktop could not open
// one, it gives the key of the words that say why; an error is of what the window shows.
func (p *program) show(file string) (why string, err error) {
	defer p.mistrustDriver(&why)
	p.hearDriver()
	app.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: ui.Title, Version: version, Icon: assets.Icon,
		Migrations: map[string]bool{"fyneDo": threads != "checked"},
	})
	if cache, err := os.UserCacheDir(); err == nil {
		p.note(os.MkdirAll(cache, 0o700)) // Fyne makes its own folder there, but not this one
	}
	a := app.NewWithID(appID)
	quietPreferences(a)
	w := ui.Open(a, p.keeper.State(), statePath, func() (ui.Options, error) {
		if err := p.connected(); err != nil {
			return ui.Options{}, err
		}
		return p.options(a, instance.HasTray()), nil
	})
	if err := p.connected(); err != nil {
		return "", err
	}
	p.window = w
	p.window.Show()
	if key := p.failed.Load(); key != nil {
		return *key, nil
	}
	p.window.Start(p.ctx)
	if file != "" {
		p.window.OpenFile(file)
	}
	if p.host != nil {
		p.work.Go(func() { p.host.Serve(p.answer) })
	}
	stop := context.AfterFunc(p.ctx, func() {
		p.endBy() // also when the window hangs
		fyne.Do(func() {
			p.window.Close()
			a.Quit()
		})
	})
	defer stop()
	a.Run()
	return "", nil
}

func (p *program) options(a fyne.App, tray bool) ui.Options {
	o := ui.Options{
		App: a, Do: fyne.Do, Now: time.Now,
		Client: p.client, Station: p.keeper, Tokens: secret.Store{}, Check: check.With(proxy.OfDesktop()),
		Using: p.client.Using, CAProblem: p.client.CAProblem,
		Log: p.log.For("ui"), LogLines: p.lines, LogDir: p.log.Dir(), Logs: logs{p.log.Dir()},
		LogTrouble: func() (uint64, error) { return p.log.Dropped(), p.log.Problem() },
		StatePath:  statePath, Record: p.record.View, Notices: p.notices(a), Started: started, Identity: p.pc,
		Private: func(ctx context.Context) (support.Private, secret.Place, error) {
			return cli.PrivateOf(ctx, p.flags, p.keeper.State())
		},
		Version: version, TokenChanged: p.live.TokenChanged, TrayUsable: tray,
		FirstFrame: func() {
			since := time.Since(started)
			p.painted.Store(true)
			if os.Getenv(sayPainted) != "" {
				fmt.Println("painted")
			}
			p.logger.Info().Int64("since_start_ms", since.Milliseconds()).Msg("First frame painted")
			p.collect()
		},
	}
	if !p.demo {
		o.StartDemo = p.live.StartDemo
	}
	return o
}

// answer serves a second start, `status` and `bundle`.
func (p *program) answer(_ context.Context, verb string, body []byte) ([]byte, error) {
	switch verb {
	case "show":
		fyne.Do(p.window.Raise)
		return nil, nil
	case "open":
		fyne.Do(func() {
			p.window.OpenFile(string(body))
			p.window.Raise()
		})
		return nil, nil
	case "status":
		return json.Marshal(cli.BuildStatus(cli.OfWindow, p.keeper.State(), p.client.Snapshot(), version).WithIdentity(p.pc.Findings()))
	case cli.AskFacts:
		return json.Marshal(cli.FactsOf(cli.Seen{
			Of: cli.OfWindow, State: p.keeper.State(), Snap: p.client.Snapshot(), History: p.client.History(), Version: version,
			Started: started, Now: time.Now(), Check: p.window.Checked(),
		}))
	}
	return nil, fmt.Errorf("unknown verb %q", verb)
}

// close takes everything apart in reverse order and waits for it; the log closes last.
// What is not built is passed over.
func (p *program) close() {
	last := p.endBy()
	defer last.Stop()
	p.cancel()
	p.collect()
	if p.connected != nil {
		p.connected() // #nosec G104 -- show told it
	}
	if p.window != nil {
		p.window.Close()
		p.window.Wait()
	}
	if p.host != nil {
		p.note(p.host.Close())
	}
	if p.client != nil {
		p.client.Close()
	}
	p.work.Wait()
	if p.demoDir != "" {
		p.note(os.RemoveAll(p.demoDir)) // #nosec G703 -- a folder this program made
	}
	if p.lines != nil {
		p.note(p.lines.Close())
	}
	if p.live != nil {
		p.live.Close()
	}
	if p.log != nil {
		p.logger.Info().Int64("after_ms", time.Since(started).Milliseconds()).Msg("Stopped")
		p.log.Close() // #nosec G104 -- there is no log left to tell
	}
}

func (p *program) note(err error) {
	if err != nil {
		p.logger.Warn().Err(err).Msg("Files or connections not in order")
	}
}

// spareHeap is what the heap may grow to, in bytes, before it is first collected.
const spareHeap = 256 << 20

// keepGarbage puts off collecting garbage until the first frame: what the start makes is
// nearly all kept, and marking it would take a processor from the toolkit. It gives what
// goes back to normal.
func keepGarbage() (collect func()) {
	limit, percent := debug.SetMemoryLimit(spareHeap), debug.SetGCPercent(-1)
	return sync.OnceFunc(func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	})
}

// crashFile keeps the trace of a crash, which a program without a console would lose.
func crashFile(log zerolog.Logger) {
	path := filepath.Join(xdg.StateHome, "station-companion", "crash.log")
	flags := os.O_CREATE | os.O_WRONLY | os.O_APPEND
	if info, err := os.Stat(path); err == nil && info.Size() > 1<<20 {
		flags |= os.O_TRUNC
	}
	f, err := os.OpenFile(path, flags, 0o600) // #nosec G304 -- a fixed name in our own state directory
	if err == nil {
		err = debug.SetCrashOutput(f, debug.CrashOptions{})
		f.Close() // #nosec G104 -- the runtime keeps its own handle
	}
	if err != nil {
		log.Warn().Err(err).Str("path", path).Msg("A crash would leave no trace")
	}
}
