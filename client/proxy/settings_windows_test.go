package proxy

import (
	"encoding/binary"
	"errors"
	"testing"

	"golang.org/x/sys/windows/registry"
)

// Settings are read as Windows holds them, whatever this account has; nothing is asked.
func TestWindowsSettingsAreReadable(t *testing.T) {
	s, err := OfDesktop().Settings()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", s)
}

// The flags of the settings of a connection (wininet.h, PROXY_TYPE_…).
const (
	useProxy  = 2
	useScript = 4
	useDetect = 8
)

// version stands at the head of the settings (Windows 7 and later).
const version = 0x46

// settingsBlob is how the registry keeps the settings of a connection: a version, a
// count, the flags, then the texts, each after its length.
func settingsBlob(flags uint32, texts ...string) []byte {
	b := binary.LittleEndian.AppendUint32(nil, version)
	b = binary.LittleEndian.AppendUint32(b, 1)
	b = binary.LittleEndian.AppendUint32(b, flags)
	for _, text := range texts {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
		b = append(b, text...)
	}
	return append(b, make([]byte, 32)...)
}

// setSettings writes them to the registry, and what was there back at the end.
func setSettings(t *testing.T, blob []byte) {
	t.Helper()
	const path, name = `Software\Microsoft\Windows\CurrentVersion\Internet Settings\Connections`, "DefaultConnectionSettings"
	k, _, err := registry.CreateKey(registry.CURRENT_USER, path, registry.QUERY_VALUE|registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	was, _, err := k.GetBinaryValue(name)
	if err != nil && !errors.Is(err, registry.ErrNotExist) {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if was == nil {
			err = k.DeleteValue(name)
		} else {
			err = k.SetBinaryValue(name, was)
		}
		if err = errors.Join(err, k.Close()); err != nil {
			t.Error("the settings of before are not back:", err)
		}
	})
	if err := k.SetBinaryValue(name, blob); err != nil {
		t.Fatal(err)
	}
}

// What the registry has arrives here in full.
func TestWindowsSettings(t *testing.T) {
	if !underWine() {
		t.Skip("would change the proxy settings of this account; runs under Wine only")
	}
	const list, bypass, script = "http=a:8080;https=b:8443", "<local>;*.plant.invalid", "http://127.0.0.1:9/p.pac"
	for name, tc := range map[string]struct {
		blob []byte
		want Settings
	}{
		"none":             {settingsBlob(1), Settings{}},
		"a proxy":          {settingsBlob(1|useProxy, list, bypass), Settings{Proxy: list, Bypass: bypass}},
		"a script":         {settingsBlob(1|useScript, "", "", script), Settings{Script: script}},
		"both":             {settingsBlob(1|useProxy|useScript, list, bypass, script), Settings{Script: script, Proxy: list, Bypass: bypass}},
		"looks for it":     {settingsBlob(1 | useDetect), Settings{Detect: true}},
		"proxy turned off": {settingsBlob(1, list, bypass), Settings{}},
	} {
		t.Run(name, func(t *testing.T) {
			setSettings(t, tc.blob)
			if got, err := OfDesktop().Settings(); err != nil || got != tc.want {
				t.Errorf("%+v, %v; want %+v", got, err, tc.want)
			}
		})
	}
}

// From the registry to the proxy: the script decides, and where it cannot be had, the list.
func TestWindowsSettingsDecide(t *testing.T) {
	if !underWine() {
		t.Skip("would change the proxy settings of this account; runs under Wine only")
	}
	environment(t, nil)
	s := serveScripts(t)
	for name, tc := range map[string]struct {
		flags        uint32
		script, want string
	}{
		"script":                {useProxy | useScript, "/proxy.pac", "http://p.invalid:8080 script " + s.base + "/proxy.pac"},
		"script says straight":  {useProxy | useScript, "/direct.pac", "straight script " + s.base + "/direct.pac"},
		"script is not there":   {useProxy | useScript, "/absent.pac", "http://b:8443 system"},
		"list":                  {useProxy, "", "http://b:8443 system"},
		"only a missing script": {useScript, "/absent.pac", "straight script " + s.base + "/absent.pac"},
		"neither":               {0, "/proxy.pac", "straight nobody"},
	} {
		t.Run(name, func(t *testing.T) {
			setSettings(t, settingsBlob(1|tc.flags, "http=a:8080;https=b:8443", "<local>;*.plant.invalid", s.base+tc.script))
			got := New("", OfDesktop()).Choose(t.Context(), at(t, "https://wats.invalid"), askLimit)
			if got.brief() != tc.want || (got.Err != nil) != (name == "only a missing script") {
				t.Errorf("%s (%v), want %s", got.brief(), got.Err, tc.want)
			}
			near := New("", OfDesktop()).Choose(t.Context(), at(t, "https://wats.plant.invalid"), askLimit)
			if tc.flags == useProxy && near.brief() != "straight system" {
				t.Errorf("an exception: %s", near.brief())
			}
		})
	}
}
