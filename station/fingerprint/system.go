package fingerprint

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// Path is where this account's memory of the PC lies.
func Path() string { return filepath.Join(xdg.StateHome, "station-companion", "pc.json") }

// System reads this PC; host gives the computer's name. What cannot be read stays empty,
// which says nothing. It asks no network and needs no rights.
func System(host func() (string, error)) Reading {
	r := Reading{Machine: digest(machineID()), Shared: onNetworkDrive(xdg.StateHome)}
	if name, err := host(); err == nil {
		r.Host = name
	}
	all, err := net.Interfaces()
	if err != nil {
		return r
	}
	for _, i := range all {
		mac, ok := ParseMAC(i.HardwareAddr.String())
		if ok && i.Flags&net.FlagLoopback == 0 {
			r.Adapters = append(r.Adapters, look(i, mac))
		}
	}
	return r
}

// look finds out what an adapter is. The system's word counts first, then its address.
func look(i net.Interface, mac string) Adapter {
	a := inspect(i, Adapter{Name: i.Name, MAC: mac, Bus: Virtual})
	if virtualMAC(a.MAC) {
		a.Bus = Virtual
	}
	a.Random = a.Random || a.Bus != Virtual && Drawn(a.MAC)
	return a
}

// digest makes a machine id unreadable: it is meant to stay on the PC, and programs to
// keep a keyed digest of it (machine-id(5)).
func digest(id string) string {
	id = strings.ToLower(strings.TrimSpace(id))
	if id == "" || strings.Trim(id, "0-") == "" || id == "uninitialized" {
		return ""
	}
	h := hmac.New(sha256.New, []byte("station-companion fingerprint"))
	h.Write([]byte(id)) //nolint:errcheck // never fails
	return hex.EncodeToString(h.Sum(nil)[:16])
}
