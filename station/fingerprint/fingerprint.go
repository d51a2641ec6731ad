// Package fingerprint remembers what this PC looked like (host name, machine id,
// network adapters) and says when it looks like another one: renamed, copied, an adapter
// gone, new hardware, or another PC that reports under this station's name.
//
// It says so and changes nothing: which name a station has is for people to decide. A
// docking station, a dongle that was swapped, a VPN and a Wi-Fi address drawn by lot are
// everyday life and give no finding. Its one caveat: two PCs that share every part it can
// see, as two virtual machines may, are one to it.
//
//	Read (system) ─┐
//	pc.json ───────┼─► look ─► judge (pure) ─► findings ─► Watch
//	SetReports ────┤             │
//	Acknowledge ───┘             └─► pc.json, replaced whole
package fingerprint

import "time"

// Bus says how an adapter is part of the PC.
type Bus string

// The buses.
const (
	BuiltIn   Bus = "built_in"  // on the board or in a slot
	Removable Bus = "removable" // a dongle, a docking station
	Virtual   Bus = "virtual"   // made by software: VPN, container, virtual machine
)

// Adapter is one network adapter.
type Adapter struct {
	Name   string `json:"name"` // the system's
	MAC    string `json:"mac"`  // 12 upper-case hexadecimal digits
	Bus    Bus    `json:"bus"`
	Random bool   `json:"-"` // the address is not the hardware's own
}

// Telling reports whether the adapter tells one PC from another.
func (a Adapter) Telling() bool { return a.Bus == BuiltIn && !a.Random && a.MAC != "" }

// Reading is what this PC looks like now.
type Reading struct {
	Host     string    // the computer's name; empty = unknown
	Machine  string    // a digest of the system's machine id; empty = unknown
	Adapters []Adapter // empty = unknown
	Shared   bool      // our files lie on a network drive, so that other PCs use them too
}

// Kind says what is odd about this PC.
type Kind string

// The kinds; the strings are stable, `status --json` shows them.
const (
	Renamed     Kind = "pc_renamed"       // another host name, the same PC
	Copied      Kind = "pc_copied"        // what we remember is another PC's
	AdapterGone Kind = "pc_adapter_gone"  // one that was always there
	NewHardware Kind = "pc_new_hardware"  // several adapters at once, or all
	OtherPC     Kind = "pc_other_reports" // reports under this name come from elsewhere
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Renamed, Copied, AdapterGone, NewHardware, OtherPC} }

// Finding is one thing that is odd, with its evidence. Fields that do not belong to the
// kind are empty.
type Finding struct {
	Kind  Kind
	Key   string    // the same for the same finding, from one start to the next
	First time.Time // when it was first found

	WasHost  string    // Renamed, Copied, NewHardware: the name remembered
	Host     string    // and the name now
	LastSeen time.Time // when this PC last looked as remembered; AdapterGone: when it was last there
	Adapters []Adapter // AdapterGone, NewHardware: those that are gone
	Base     bool      // AdapterGone: this station's reports name this adapter as their origin
	Origin   string    // OtherPC: the adapter those reports name
	Mixed    bool      // OtherPC: reports of this PC stand between them
	Station  string    // the station's name now
	Follows  bool      // the station is called after the host name

	Acknowledged bool // a person has read it
}
