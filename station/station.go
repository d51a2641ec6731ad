// Package station says who this station is to WATS, and why; it reads, writes and
// watches station.conf. It never talks to the network, and the name it finds only
// says how this program calls the station: reports may arrive under another spelling.
//
// One rule decides every setting: flag, then this user's file, then the
// environment, then everyone's file, then the default. In everyone's file
// "locked = station, server" takes the first three out of the game for those keys.
// A station that nothing names takes the computer's name, then that of an older
// (.pywats) file. Everything that lost is kept with its reason.
//
//	Inputs ──► look (read the files) ──► view ──► resolve ──► State (an immutable value)
//	                                      ▲
//	Keeper.Save ──► lock ─ read ─ compare ─ edit lines ─ .bak ─ replace ──► Reload ──► Watch
package station
