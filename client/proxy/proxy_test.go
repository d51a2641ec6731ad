package proxy

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// environment sets the proxy variables and no others. To Windows the two spellings are
// one variable.
func environment(t *testing.T, vars map[string]string) {
	t.Helper()
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"} {
		low := strings.ToLower(name)
		if runtime.GOOS == "windows" {
			t.Setenv(name, cmp.Or(vars[name], vars[low]))
			continue
		}
		t.Setenv(name, vars[name])
		t.Setenv(low, vars[low])
	}
}

func at(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (c Choice) brief() string {
	text := "straight"
	if c.URL != nil {
		text = c.URL.String()
	}
	text += " " + string(c.Source)
	if c.From != "" {
		text += " " + c.From
	}
	return text
}

func TestWhoDecides(t *testing.T) {
	office := &fakeSystem{settings: Settings{Proxy: "desk:8080", Bypass: "*.plant.invalid"}}
	env := map[string]string{"HTTPS_PROXY": "http://env:3128", "NO_PROXY": "near.invalid"}
	for name, tc := range map[string]struct {
		server, setting string
		env             map[string]string
		sys             System
		want            string
		bad             bool
	}{
		"nobody":                   {"https://wats.invalid", "", nil, nil, "straight nobody", false},
		"loopback":                 {"https://127.0.0.1:1", "http://p:1", env, office, "straight loopback", false},
		"this PC by name":          {"http://LOCALHOST", "http://p:1", env, office, "straight loopback", false},
		"setting over all":         {"https://wats.invalid", "http://p:1", env, office, "http://p:1 setting", false},
		"none over all":            {"https://wats.invalid", "none", env, office, "straight setting", false},
		"system is as if empty":    {"https://wats.invalid", "system", env, office, "http://env:3128 environment HTTPS_PROXY", false},
		"environment":              {"https://wats.invalid", "", env, office, "http://env:3128 environment HTTPS_PROXY", false},
		"not for this server":      {"https://near.invalid", "", env, office, "straight environment NO_PROXY", false},
		"not for this scheme":      {"http://wats.invalid", "", env, office, "http://desk:8080 system", false},
		"lower case":               {"http://wats.invalid", "", map[string]string{"http_proxy": "low:1"}, nil, "http://low:1 environment http_proxy", false},
		"desktop":                  {"https://wats.invalid", "", nil, office, "http://desk:8080 system", false},
		"desktop's exception":      {"https://wats.plant.invalid", "", nil, office, "straight system", false},
		"bad setting":              {"https://wats.invalid", "ftp://p", env, office, "straight setting", true},
		"login of the environment": {"https://wats.invalid", "", map[string]string{"HTTPS_PROXY": "http://me:p@w@env:1"}, nil, "http://me:p%40w@env:1 environment HTTPS_PROXY", false},
		"bad environment":          {"https://wats.invalid", "", map[string]string{"HTTPS_PROXY": "http://[::1"}, office, "straight environment HTTPS_PROXY", true},
	} {
		t.Run(name, func(t *testing.T) {
			environment(t, tc.env)
			if runtime.GOOS == "windows" {
				tc.want = strings.Replace(tc.want, "http_proxy", "HTTP_PROXY", 1)
			}
			got := New(tc.setting, tc.sys).Choose(t.Context(), at(t, tc.server), time.Second)
			if got.brief() != tc.want || (got.Err != nil) != tc.bad {
				t.Errorf("got %s (%v), want %s", got.brief(), got.Err, tc.want)
			}
		})
	}
}

// fakeSystem is a desktop that says what the test sets.
type fakeSystem struct {
	settings Settings
	failed   error // of Settings
	list     string
	err      error
	takes    time.Duration
	asked    atomic.Int32
}

func (f *fakeSystem) Settings() (Settings, error) { return f.settings, f.failed }

func (f *fakeSystem) Ask(string, Settings) (string, error) {
	f.asked.Add(1)
	time.Sleep(f.takes) // of the bubble's clock
	return f.list, f.err
}

func TestDesktop(t *testing.T) {
	broken := errors.New("no such script")
	for name, tc := range map[string]struct {
		sys  *fakeSystem
		want string
		err  error
	}{
		"nothing set":             {&fakeSystem{}, "straight nobody", nil},
		"script":                  {&fakeSystem{settings: Settings{Script: "http://pac.invalid/p", Proxy: "static:1"}, list: "PROXY a:8080; DIRECT"}, "http://a:8080 script http://pac.invalid/p", nil},
		"script says straight":    {&fakeSystem{settings: Settings{Script: "http://pac.invalid/p", Proxy: "static:1"}}, "straight script http://pac.invalid/p", nil},
		"script found by itself":  {&fakeSystem{settings: Settings{Detect: true}, list: "a:8080"}, "http://a:8080 script", nil},
		"none found by itself":    {&fakeSystem{settings: Settings{Detect: true}, err: broken}, "straight nobody", nil},
		"none found, but a proxy": {&fakeSystem{settings: Settings{Detect: true, Proxy: "static:1"}, err: broken}, "http://static:1 system", nil},
		"script broken":           {&fakeSystem{settings: Settings{Script: "http://pac.invalid/p"}, err: broken}, "straight script http://pac.invalid/p", broken},
		"script broken, a proxy":  {&fakeSystem{settings: Settings{Script: "http://pac.invalid/p", Proxy: "static:1"}, err: broken}, "http://static:1 system", nil},
		"settings not readable":   {&fakeSystem{failed: broken}, "straight system", broken},
		"list of nothing usable":  {&fakeSystem{settings: Settings{Proxy: "socks=old:1080"}}, "straight system", errNoneUsable},
	} {
		t.Run(name, func(t *testing.T) {
			environment(t, nil)
			got := New("", tc.sys).Choose(t.Context(), at(t, "https://wats.invalid"), time.Second)
			if got.brief() != tc.want || !errors.Is(got.Err, tc.err) {
				t.Errorf("got %s (%v), want %s (%v)", got.brief(), got.Err, tc.want, tc.err)
			}
		})
	}
}

// A script is waited for once and shortly, asked one at a time, and its answer kept.
func TestScriptIsOffTheRequestPath(t *testing.T) {
	environment(t, nil)
	synctest.Test(t, func(t *testing.T) {
		sys := &fakeSystem{settings: Settings{Script: "http://pac.invalid/p"}, list: "PROXY a:1", takes: 3 * time.Second}
		c, server := New("", sys), at(t, "https://wats.invalid")
		began := time.Now()
		if got := c.Choose(t.Context(), server, time.Second); !errors.Is(got.Err, ErrPending) || time.Since(began) != time.Second {
			t.Errorf("%s (%v) after %v", got.brief(), got.Err, time.Since(began))
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if c.Choose(gone, server, time.Second); time.Since(began) != time.Second {
			t.Errorf("a caller that left waited until %v", time.Since(began))
		}
		if got := c.Choose(t.Context(), server, time.Minute); got.brief() != "http://a:1 script http://pac.invalid/p" || sys.asked.Load() != 1 {
			t.Errorf("%s, asked %d times", got.brief(), sys.asked.Load())
		}
		sys.list, began = "PROXY b:1", time.Now()
		c.Choose(t.Context(), server, time.Second)
		time.Sleep(goodFor)
		if got := c.Choose(t.Context(), server, time.Second); got.URL.Host != "a:1" || time.Since(began) != goodFor {
			t.Errorf("an old answer is not used meanwhile: %s after %v", got.brief(), time.Since(began))
		}
		time.Sleep(4 * time.Second)
		if got := c.Choose(t.Context(), server, time.Second); got.URL.Host != "b:1" || sys.asked.Load() != 2 {
			t.Errorf("not asked again: %s, asked %d times", got.brief(), sys.asked.Load())
		}
	})
}

// One that hangs is given up, not asked a second time beside it, and its late answer
// is still good.
func TestScriptThatHangs(t *testing.T) {
	environment(t, nil)
	synctest.Test(t, func(t *testing.T) {
		sys := &fakeSystem{settings: Settings{Script: "http://pac.invalid/p"}, list: "PROXY a:1", takes: 5 * time.Minute}
		c, server := New("", sys), at(t, "https://wats.invalid")
		began := time.Now()
		if got := c.Choose(t.Context(), server, time.Hour); !errors.Is(got.Err, errSlow) || time.Since(began) != askLimit {
			t.Errorf("%s (%v) after %v", got.brief(), got.Err, time.Since(began))
		}
		time.Sleep(2 * failedFor)
		c.Choose(t.Context(), server, time.Second)
		c.Choose(t.Context(), at(t, "https://other.invalid"), time.Second)
		if sys.asked.Load() != 1 {
			t.Errorf("asked %d times at once", sys.asked.Load())
		}
		c.Choose(t.Context(), server, 0)
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		if got := c.Choose(t.Context(), server, 0); got.URL == nil || got.URL.Host != "a:1" {
			t.Errorf("the late answer is lost: %s (%v)", got.brief(), got.Err)
		}
	})
}
