package fingerprint

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

var monday = time.Date(2026, 4, 20, 6, 0, 0, 0, time.UTC)

// The adapters of these tests.
var (
	board   = Adapter{Name: "eth0", MAC: "001122000001", Bus: BuiltIn}
	slot    = Adapter{Name: "eth1", MAC: "001122000002", Bus: BuiltIn}
	wifi    = Adapter{Name: "wlan0", MAC: "001122000003", Bus: BuiltIn}
	dongle  = Adapter{Name: "usb0", MAC: "00E04C000001", Bus: Removable}
	dongleB = Adapter{Name: "usb0", MAC: "00E04C000002", Bus: Removable}
	dock    = Adapter{Name: "enx1", MAC: "00E04C0000D0", Bus: Removable}
	vpn     = Adapter{Name: "tap0", MAC: "00FF11000001", Bus: Virtual}
	guest   = Adapter{Name: "eth0", MAC: "00155D000001", Bus: Virtual}
	guestB  = Adapter{Name: "eth0", MAC: "00155D000002", Bus: Virtual}

	boardB = Adapter{Name: "eth0", MAC: "001B21000001", Bus: BuiltIn}
	wifiB  = Adapter{Name: "wlan0", MAC: "001B21000003", Bus: BuiltIn}
)

func lot(mac string) Adapter { return Adapter{Name: "wlan0", MAC: mac, Bus: BuiltIn, Random: true} }

// scene is a PC in the course of time.
type scene struct {
	t       *testing.T
	m       memory
	now     Reading
	station naming
	at      time.Time
	found   []Finding
	said    int // findings told as new
	report  int
}

func newScene(t *testing.T) *scene {
	return &scene{t: t, now: pcOf("TEST-07", "m1", board, wifi), station: naming{name: "FCT-7"}, at: monday}
}

func pcOf(host, machine string, as ...Adapter) Reading {
	return Reading{Host: host, Machine: machine, Adapters: as}
}

func (s *scene) look(start bool, rs ...Report) {
	s.t.Helper()
	found, fresh := s.m.look(glance{now: s.now, station: s.station, start: start, reports: rs, at: s.at})
	s.found, s.said = found, s.said+len(fresh)
	s.m = s.m.bounded()
}

// starts runs the program on so many days, with a second look five minutes later.
func (s *scene) starts(days int) {
	s.t.Helper()
	for range days {
		s.at = s.at.Add(24 * time.Hour)
		s.look(true)
		s.at = s.at.Add(5 * time.Minute)
		s.look(false)
		s.at = s.at.Add(-5 * time.Minute)
	}
}

// stay leaves the program running, looking every hour.
func (s *scene) stay(hours int) {
	s.t.Helper()
	for range hours {
		s.at = s.at.Add(time.Hour)
		s.look(false)
	}
}

// reports lets reports arrive that name these adapters.
func (s *scene) reports(origins ...string) {
	s.t.Helper()
	s.at = s.at.Add(time.Hour)
	var rs []Report
	for _, o := range origins {
		s.report++
		rs = append(rs, Report{ID: fmt.Sprint("r", s.report), Start: s.at, Origin: o})
	}
	s.look(false, rs...)
}

func (s *scene) read() {
	var keys []string
	for _, f := range s.found {
		keys = append(keys, f.Key)
	}
	s.m.look(glance{now: s.now, station: s.station, read: keys, at: s.at})
}

func kindsOf(fs []Finding) (ks []Kind) {
	for _, f := range fs {
		ks = append(ks, f.Kind)
	}
	return ks
}

// situations are a station's life: what happens, what is found, and why so.
var situations = []struct {
	name string
	live func(s *scene)
	want []Kind
}{
	// What people should hear of.
	{"IT renames the PC", func(s *scene) { s.starts(3); s.now.Host = "NEW-01"; s.starts(1) }, []Kind{Renamed}},
	{"renamed, and the station with it", func(s *scene) {
		s.station = naming{"TEST-07", true}
		s.starts(3)
		s.now.Host, s.station.name = "NEW-01", "NEW-01"
		s.starts(1)
	}, []Kind{Renamed}},
	{"the disk copied into another PC, which was renamed", func(s *scene) { s.starts(3); s.now = pcOf("TEST-08", "m1", boardB, wifiB); s.starts(2) }, []Kind{Copied}},
	{"the image prepared for copying: another machine id too", func(s *scene) { s.starts(3); s.now = pcOf("TEST-08", "m2", boardB, wifiB); s.starts(2) }, []Kind{Copied}},
	{"the disk copied, not renamed", func(s *scene) { s.starts(3); s.now = pcOf("TEST-07", "m1", boardB, wifiB); s.starts(2) }, []Kind{NewHardware}},
	{"a virtual machine copied and renamed", func(s *scene) {
		s.now = pcOf("VM-1", "m1", guest)
		s.starts(3)
		s.now = pcOf("VM-2", "m1", guestB)
		s.starts(1)
	}, []Kind{Renamed}},
	{"a virtual machine copied with another machine id", func(s *scene) {
		s.now = pcOf("VM-1", "m1", guest)
		s.starts(3)
		s.now = pcOf("VM-2", "m2", guestB)
		s.starts(1)
	}, []Kind{Copied}},
	{"a card taken out after weeks", func(s *scene) {
		s.now.Adapters = []Adapter{board, slot, wifi}
		s.starts(12)
		s.now.Adapters = []Adapter{board, wifi}
		s.starts(1)
	}, []Kind{AdapterGone}},
	{"two cards at once", func(s *scene) {
		s.now.Adapters = []Adapter{board, slot, wifi}
		s.starts(12)
		s.now.Adapters = []Adapter{board}
		s.starts(1)
	}, []Kind{NewHardware}},
	{"a new board, the Wi-Fi card kept", func(s *scene) { s.starts(12); s.now.Adapters = []Adapter{boardB, wifi}; s.starts(1) }, []Kind{AdapterGone}},
	{"the adapter that reports name, after few starts", func(s *scene) {
		s.starts(2)
		s.reports(board.MAC, board.MAC, board.MAC)
		s.now.Adapters = []Adapter{wifi}
		s.starts(1)
	}, []Kind{AdapterGone}},
	{"the dongle that reports name walked away for a shift", func(s *scene) {
		s.now.Adapters = []Adapter{board, dongle}
		s.starts(12)
		s.reports(dongle.MAC)
		s.now.Adapters = []Adapter{board}
		s.stay(10)
	}, []Kind{AdapterGone}},
	{"renamed, and a card taken out", func(s *scene) { s.starts(12); s.now = pcOf("NEW-01", "m1", board); s.starts(1) }, []Kind{Renamed, AdapterGone}},
	{"a second PC between our reports", func(s *scene) {
		s.starts(2)
		s.reports("00:11:22:00:00:01", "00-1B-21-00-00-01", board.MAC)
		s.reports("001b21000001", board.MAC)
	}, []Kind{OtherPC}},
	{"only another PC reports", func(s *scene) { s.starts(2); s.reports(boardB.MAC, boardB.MAC, boardB.MAC) }, []Kind{OtherPC}},
	{"the original goes on reporting under the copy's name", func(s *scene) {
		s.starts(3)
		s.now = pcOf("TEST-08", "m1", boardB, wifiB)
		s.starts(1)
		s.reports(board.MAC, boardB.MAC, board.MAC)
	}, []Kind{Copied, OtherPC}},
	{"reports name a card that was changed for a new one: nobody else's, but gone", func(s *scene) {
		s.now.Adapters = []Adapter{board, slot}
		s.starts(3)
		s.now.Adapters = []Adapter{board, boardB}
		s.starts(1)
		s.reports(slot.MAC, slot.MAC, boardB.MAC)
	}, []Kind{AdapterGone}},

	// What must not cry wolf.
	{"the first start", func(s *scene) { s.starts(1) }, nil},
	{"nothing changes for a month", func(s *scene) { s.starts(31) }, nil},
	{"a card is added", func(s *scene) { s.starts(12); s.now.Adapters = append(s.now.Adapters, slot); s.starts(3) }, nil},
	{"a dongle is plugged in for an hour", func(s *scene) {
		s.starts(5)
		s.now.Adapters = []Adapter{board, wifi, dongle}
		s.stay(1)
		s.now.Adapters = []Adapter{board, wifi}
		s.starts(3)
	}, nil},
	{"dongles swapped between two stations", func(s *scene) {
		s.now.Adapters = []Adapter{board, dongle}
		s.starts(20)
		s.reports(dongle.MAC, dongle.MAC)
		s.now.Adapters = []Adapter{board, dongleB}
		s.starts(3)
		s.reports(dongleB.MAC, dongle.MAC, dongleB.MAC)
	}, nil},
	{"a laptop leaves its dock each evening", func(s *scene) {
		for range 15 {
			s.now.Adapters = []Adapter{wifi, dock}
			s.starts(1)
			s.now.Adapters = []Adapter{wifi}
			s.stay(12)
		}
	}, nil},
	{"a laptop without its dock for a week", func(s *scene) {
		s.now.Adapters = []Adapter{wifi, dock}
		s.starts(20)
		s.now.Adapters = []Adapter{wifi}
		s.starts(7)
	}, nil},
	{"reports through the dock, laptop away over lunch", func(s *scene) {
		s.now.Adapters = []Adapter{wifi, dock}
		s.starts(20)
		s.reports(dock.MAC)
		s.now.Adapters = []Adapter{wifi}
		s.stay(3)
	}, nil},
	{"a VPN comes and goes", func(s *scene) {
		for range 12 {
			s.now.Adapters = []Adapter{board, wifi, vpn}
			s.starts(1)
			s.now.Adapters = []Adapter{board, wifi}
			s.stay(9)
		}
	}, nil},
	{"reports that name the VPN, which is off", func(s *scene) {
		s.now.Adapters = []Adapter{board, vpn}
		s.starts(3)
		s.now.Adapters = []Adapter{board}
		s.reports(vpn.MAC, vpn.MAC, vpn.MAC)
	}, nil},
	{"Wi-Fi draws its address by lot", func(s *scene) {
		s.starts(12)
		for i := range 12 {
			s.now.Adapters = []Adapter{board, lot(fmt.Sprintf("0A11220000%02X", i))}
			s.starts(1)
		}
	}, nil},
	{"Wi-Fi alone, always by lot", func(s *scene) {
		for i := range 12 {
			s.now.Adapters = []Adapter{lot(fmt.Sprintf("0A11220000%02X", i))}
			s.starts(1)
		}
	}, nil},
	{"reports that name an address drawn by lot", func(s *scene) { s.starts(2); s.reports("0A1122000099", "0A1122000098", "0A1122000097") }, nil},
	{"reports that name a guid or nothing", func(s *scene) {
		s.starts(2)
		s.reports("", "6f0c1f0e-7d2e-4a35-9b1e-2f5d0c6a7b88", "null")
	}, nil},
	{"reports from before the program was here", func(s *scene) {
		s.starts(1)
		old := s.at.Add(-30 * 24 * time.Hour)
		s.look(false, Report{"a", old, boardB.MAC}, Report{"b", old, boardB.MAC}, Report{"c", old, boardB.MAC})
	}, nil},
	{"one report sent again from an office", func(s *scene) {
		s.starts(2)
		s.reports(board.MAC, boardB.MAC, board.MAC)
		s.reports(board.MAC, board.MAC, board.MAC)
	}, nil},
	{"the same foreign report asked for again and again", func(s *scene) {
		s.starts(2)
		for range 5 {
			s.at = s.at.Add(time.Hour)
			s.look(false, Report{"same", s.at, boardB.MAC}, Report{"own", s.at, board.MAC})
		}
	}, nil},
	{"the domain joins the host name", func(s *scene) { s.starts(3); s.now.Host = "test-07.factory.example"; s.starts(2) }, nil},
	{"no host name while the PC starts", func(s *scene) {
		s.starts(3)
		for _, h := range []string{"localhost", "", "(none)", "localhost.localdomain"} {
			s.now.Host = h
			s.starts(1)
		}
		s.now.Host = "TEST-07"
		s.starts(1)
	}, nil},
	{"drivers load late", func(s *scene) {
		s.starts(12)
		s.at = s.at.Add(24 * time.Hour)
		s.now.Adapters = []Adapter{wifi}
		s.look(true)
		s.at = s.at.Add(time.Minute)
		s.look(false)
		s.now.Adapters = []Adapter{board, wifi}
		s.stay(1)
	}, nil},
	{"no adapter can be read", func(s *scene) { s.starts(12); s.now.Adapters = nil; s.starts(3) }, nil},
	{"the system set up anew on the same PC, files kept", func(s *scene) { s.starts(3); s.now.Machine = "m9"; s.starts(2) }, nil},
	{"no machine id on this system", func(s *scene) { s.now.Machine = ""; s.starts(12) }, nil},
	{"one home folder for several PCs", func(s *scene) {
		s.now.Shared = true
		a, b := s.now, pcOf("TEST-08", "m2", boardB)
		b.Shared = true
		for range 6 {
			s.now = a
			s.starts(1)
			s.now = b
			s.starts(1)
		}
	}, nil},
	{"an image rolled out to PCs whose stations are called after them", func(s *scene) {
		s.station = naming{"MASTER", true}
		s.starts(2)
		s.now, s.station = pcOf("LINE-3", "m3", boardB), naming{"LINE-3", true}
		s.starts(4)
	}, nil},
	{"renamed and called by the old name again", func(s *scene) {
		s.starts(3)
		s.now.Host = "NEW-01"
		s.starts(1)
		s.now.Host = "TEST-07"
		s.starts(1)
	}, nil},
	{"a copy that was given a name of its own", func(s *scene) {
		s.starts(3)
		s.now = pcOf("TEST-08", "m1", boardB)
		s.starts(1)
		s.station.name = "FCT-8"
		s.starts(2)
	}, nil},
	{"another PC that was given a name of its own", func(s *scene) {
		s.starts(2)
		s.reports(boardB.MAC, boardB.MAC, boardB.MAC)
		s.stay(8 * 24)
	}, nil},
	{"the adapter is back", func(s *scene) {
		s.starts(12)
		s.now.Adapters = []Adapter{wifi}
		s.starts(1)
		s.now.Adapters = []Adapter{board, wifi}
		s.starts(1)
	}, nil},
}

func TestSituations(t *testing.T) {
	if len(situations) < 20 {
		t.Fatalf("%d situations", len(situations))
	}
	for _, c := range situations {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			c.live(s)
			if got := kindsOf(s.found); !slices.Equal(got, c.want) {
				t.Fatalf("found %q, want %q\n%+v", got, c.want, s.found)
			}
			for _, f := range s.found {
				if f.Key == "" || f.First.IsZero() || f.LastSeen.IsZero() || f.Station != s.station.name {
					t.Errorf("no evidence: %+v", f)
				}
			}
		})
	}
}

// Nothing is said at any moment of everyday life, not only at its end.
func TestEverydayLifeSaysNothing(t *testing.T) {
	spoken := map[string]bool{ // something was so for a while
		"renamed and called by the old name again": true, "a copy that was given a name of its own": true,
		"another PC that was given a name of its own": true, "the adapter is back": true,
	}
	for _, c := range situations {
		s := newScene(t)
		c.live(s)
		if wanted := len(c.want) > 0 || spoken[c.name]; (s.said > 0) != wanted {
			t.Errorf("%s: %d findings were told", c.name, s.said)
		}
	}
}

// A finding is told once, stays until it is dealt with, and settles a month after it was read.
func TestSaidOnce(t *testing.T) {
	s := newScene(t)
	s.starts(3)
	s.now.Host = "NEW-01"
	s.starts(1)
	first := s.found[0]
	s.starts(5)
	if s.said != 1 || len(s.found) != 1 || s.found[0].First != first.First || s.found[0].WasHost != "TEST-07" {
		t.Fatalf("told %d times, %+v", s.said, s.found)
	}
	if want := monday.Add(3 * 24 * time.Hour); first.LastSeen != want {
		t.Errorf("last called so %v, want %v", first.LastSeen, want)
	}
	s.read()
	s.starts(20)
	if len(s.found) != 1 || !s.found[0].Acknowledged || s.said != 1 {
		t.Fatalf("read: %+v, told %d times", s.found, s.said)
	}
	s.starts(12)
	if len(s.found) != 0 {
		t.Fatalf("a month later: %+v", s.found)
	}
	s.now.Host = "TEST-07"
	s.starts(1)
	if len(s.found) != 1 || s.said != 2 {
		t.Errorf("the next change: %+v", s.found)
	}
}

// What comes back within a month was said already.
func TestReadStaysReadWhenItComesBack(t *testing.T) {
	s := newScene(t)
	s.starts(12)
	for range 4 {
		s.now.Adapters = []Adapter{wifi}
		s.starts(1)
		if got := kindsOf(s.found); !slices.Equal(got, []Kind{AdapterGone}) {
			t.Fatalf("found %q", got)
		}
		s.read()
		s.now.Adapters = []Adapter{board, wifi}
		s.starts(1)
	}
	if s.said != 1 {
		t.Errorf("told %d times", s.said)
	}
}

// After a copy was settled, the memory is this PC's alone.
func TestSettledCopyIsAnotherPC(t *testing.T) {
	s := newScene(t)
	s.starts(3)
	s.now = pcOf("TEST-08", "m2", boardB)
	s.starts(1)
	s.station.name = "FCT-8"
	s.starts(1)
	p := s.m.PCs[0]
	if len(s.m.PCs) != 1 || p.Host != "TEST-08" || p.Machine != "m2" || p.adapter(board.MAC) != nil || p.adapter(boardB.MAC) == nil {
		t.Fatalf("%+v", s.m.PCs)
	}
	s.reports(board.MAC, board.MAC, boardB.MAC)
	if got := kindsOf(s.found); !slices.Equal(got, []Kind{OtherPC}) || !s.found[0].Mixed {
		t.Errorf("the original under the new name: %+v", s.found)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	s := newScene(t)
	for i := range 200 {
		s.now.Adapters = []Adapter{board, {Name: "usb0", MAC: fmt.Sprintf("00E04C00%04X", i), Bus: Removable}}
		s.now.Host = fmt.Sprint("PC-", i)
		s.starts(1)
		s.reports(fmt.Sprintf("001B21%06X", i))
	}
	p := s.m.PCs[0]
	if len(s.m.PCs) > maxPCs || len(p.Adapters) > maxAdapters || len(p.Said) > maxSaid || len(p.Foreign) > maxForeign {
		t.Errorf("%d PCs, %d adapters, %d said, %d reports", len(s.m.PCs), len(p.Adapters), len(p.Said), len(p.Foreign))
	}
	if p.adapter(board.MAC) == nil {
		t.Error("the adapter that is always there was forgotten")
	}
}
