package station

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestValidate(t *testing.T) {
	for _, tc := range []struct {
		key   Key
		value string
		want  string
		why   Reason
	}{
		{KeyStation, " Line 3 ", "Line 3", ""},
		{KeyStation, "", "", ReasonEmpty},
		{KeyStation, "a\nb", "", ReasonControl},
		{KeyLocation, "", "", ""},
		{KeyPurpose, " Production ", "Production", ""},
		{KeyPurpose, strings.Repeat("x", 101), "", ReasonTooLong},
		{KeyServer, " https://wats.invalid/ ", "https://wats.invalid/", ""},
		{KeyServer, "", "", ""},
		{KeyServer, "two words", "", ReasonBadValue},
		{KeyServer, "tab\there", "", ReasonControl},
		{KeyServer, strings.Repeat("x", 501), "", ReasonTooLong},
		{KeyAllowHTTP, "TRUE", "true", ""},
		{KeyAllowHTTP, "no", "false", ""},
		{KeyCloseToTray, "maybe", "", ReasonBadValue},
		{KeyCloseToTray, "", "", ReasonEmpty},
		{KeyBreakerThreshold, "0", "0", ""},
		{KeyBreakerThreshold, " 007 ", "7", ""},
		{KeyBreakerThreshold, "1000", "1000", ""},
		{KeyBreakerThreshold, "1001", "", ReasonBadValue},
		{KeyBreakerThreshold, "-1", "", ReasonBadValue},
		{KeyBreakerThreshold, "5.5", "", ReasonBadValue},
		{KeyBreakerTimeout, "30", "30s", ""},
		{KeyBreakerTimeout, "30s", "30s", ""},
		{KeyBreakerTimeout, "30 S", "30s", ""},
		{KeyBreakerTimeout, "120", "2m", ""},
		{KeyBreakerTimeout, "90s", "1m30s", ""},
		{KeyBreakerTimeout, "1h", "1h", ""},
		{KeyBreakerTimeout, "1.5", "1.5s", ""},
		{KeyBreakerTimeout, "61m", "", ReasonBadValue},
		{KeyBreakerTimeout, "0.5s", "", ReasonBadValue},
		{KeyBreakerTimeout, "-30", "", ReasonBadValue},
		{KeyBreakerTimeout, "soon", "", ReasonBadValue},
		{KeyBreakerTimeout, "1e99", "", ReasonBadValue},
		{KeyRequestTimeout, "60s", "1m", ""},
		{KeyRequestTimeout, "61s", "", ReasonBadValue},
		{KeyLogLevel, "warn", "WARNING", ""},
		{KeyLogLevel, "Debug", "DEBUG", ""},
		{KeyLogLevel, "TRACE", "", ReasonBadValue},
		{KeyLogFormat, "Text", "text", ""},
		{KeyTheme, "dark", "dark", ""},
		{KeyTheme, "pink", "", ReasonBadValue},
		{KeyLocked, "Station,server ; station", "station, server", ""},
		{KeyCache, "off", "false", ""},
		{KeyNotifications, "off", "false", ""},
		{KeyNotifications, "sometimes", "", ReasonBadValue},
		{KeyCache, "some", "", ReasonBadValue},
		{KeyCacheSize, "1000", "1000", ""},
		{KeyCacheSize, "5", "", ReasonBadValue},
		{KeyProxy, " System ", "system", ""},
		{KeyProxy, "NONE", "none", ""},
		{KeyProxy, "Proxy:8080", "http://proxy:8080", ""},
		{KeyProxy, "socks5://[::1]:1080/", "socks5://[::1]:1080", ""},
		{KeyProxy, "http://me:pw@proxy:8080", "", ReasonBadValue},
		{KeyProxy, "ftp://proxy", "", ReasonBadValue},
		{KeyProxy, "http://proxy:x", "", ReasonBadValue},
		{KeyProxy, "http://proxy:70000", "", ReasonBadValue},
		{KeyProxy, "http://proxy:", "", ReasonBadValue},
		{KeyProxy, "http://proxy/p.pac", "", ReasonBadValue},
		{KeyProxy, "two words", "", ReasonBadValue},
		{KeyProxy, "", "", ReasonEmpty},
		{KeyCAFile, "", "", ""},
		{KeyCAFile, "company.pem", "", ReasonBadValue},
		{KeyCAFile, abs("etc", "..", "company.pem"), abs("company.pem"), ""},
		{KeyCAFile, abs(strings.Repeat("x", 1001)), "", ReasonTooLong},
		{KeyLocked, "", "", ""},
		{KeyLocked, "sation", "", ReasonBadValue},
		{KeyLocked, "locked", "", ReasonBadValue},
		{"sation", "x", "", ReasonBadValue},
	} {
		got, err := Validate(tc.key, tc.value)
		if tc.why == "" {
			if err != nil || got != tc.want {
				t.Errorf("%s = %q: %q, %v; want %q", tc.key, tc.value, got, err, tc.want)
			}
			continue
		}
		var bad *ValueError
		if !errors.As(err, &bad) || bad.Why != tc.why || bad.Key != tc.key || bad.Value != tc.value {
			t.Errorf("%s = %q: %q, %v; want %s", tc.key, tc.value, got, err, tc.why)
		}
	}
}

// abs makes a whole path of this system.
func abs(parts ...string) string {
	root, err := filepath.Abs(string(filepath.Separator))
	if err != nil {
		panic(err)
	}
	return root + strings.Join(parts, string(filepath.Separator))
}

// A login that was written into an address is refused, and shown nowhere.
func TestLoginInAnAddressStaysHidden(t *testing.T) {
	s := Load(newDesk(t).user("proxy = http://me:p@ss@proxy:8080\nserver = two me:secret@wats\n").everyone("proxy = you:secret@other:1\n").in)
	if s.Text(KeyProxy) != "system" {
		t.Errorf("proxy is %q", s.Text(KeyProxy))
	}
	told := fmt.Sprintf("%+v %+v", s.Problems, s.Settings)
	for _, secret := range []string{"p@ss", "/me:", "you:", "secret"} {
		if strings.Contains(told, secret) {
			t.Errorf("%q stands in %s", secret, told)
		}
	}
	if !strings.Contains(told, "http://…@proxy:8080") || !strings.Contains(told, "…@other:1") {
		t.Errorf("what is wrong is not told: %s", told)
	}
}

func TestValueErrorTellsTheRange(t *testing.T) {
	_, err := Validate(KeyBreakerTimeout, "2h")
	var bad *ValueError
	if !errors.As(err, &bad) || bad.Min != "1s" || bad.Max != "1h" || bad.Error() != "breaker_timeout: bad_value" {
		t.Errorf("%+v", err)
	}
}

// What a key's default or a canonical value says must be accepted as itself.
func TestCanonicalIsStable(t *testing.T) {
	if len(Keys()) != 18 || slices.Index(Keys(), KeyStation) != 0 {
		t.Errorf("keys %v", Keys())
	}
	for _, k := range Keys() {
		value := Default(k)
		if k == KeyStation {
			value = "x"
		}
		if got, err := Validate(k, value); err != nil || got != value {
			t.Errorf("%s: default %q becomes %q, %v", k, value, got, err)
		}
	}
	if Default("unknown") != "" {
		t.Error("an unknown key has a default")
	}
}

func TestTypedValues(t *testing.T) {
	s := Load(newDesk(t).user("breaker_timeout=90\nallow_http=yes\nbreaker_threshold=0\ntheme=LIGHT\n").in)
	if d := s.Duration(KeyBreakerTimeout); d != 90*time.Second {
		t.Errorf("timeout %v", d)
	}
	if !s.Bool(KeyAllowHTTP) || s.Bool(KeyCloseToTray) || s.Int(KeyBreakerThreshold) != 0 || s.Text(KeyTheme) != "light" {
		t.Errorf("%v", s.Settings)
	}
	if n := Load(Inputs{}).Int(KeyBreakerThreshold); n != 5 {
		t.Errorf("default threshold %d", n)
	}
	if (State{}).Int(KeyTheme) != 0 || (State{}).Duration(KeyTheme) != 0 {
		t.Error("an empty state has values")
	}
}

func FuzzValidate(f *testing.F) {
	f.Add("breaker_timeout", "1m30")
	f.Add("locked", "station,,server")
	f.Add("server", "http://\u00a0")
	f.Fuzz(func(t *testing.T, key, value string) {
		got, err := Validate(Key(key), value)
		if err != nil {
			return
		}
		if again, err := Validate(Key(key), got); err != nil || again != got {
			t.Errorf("%s = %q gave %q, which gives %q, %v", key, value, got, again, err)
		}
	})
}
