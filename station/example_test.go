package station_test

import (
	"fmt"
	"os"
	"path/filepath"

	"stationcompanion/station"
)

// A station without any configuration takes the computer's name, and tells what else
// was asked. SystemInputs gives these inputs for a real computer.
func ExampleLoad() {
	state := station.Load(station.Inputs{
		Hostname: func() (string, error) { return "test-machine.local", nil },
	})
	fmt.Println(state.Identity.Name, "from", state.Identity.Source)
	for _, c := range state.Identity.Candidates {
		fmt.Printf("%-15s %-8s %q\n", c.Source, c.Why, c.Raw)
	}
	fmt.Println("server:", state.Settings[station.KeyServer].Origin)
	// Output:
	// TEST-MACHINE-LOCAL from host_name
	// flag            absent   ""
	// user_file       absent   ""
	// environment     absent   ""
	// everyone_file   absent   ""
	// host_name       won      "test-machine.local"
	// older_file_here absent   ""
	// older_file_home absent   ""
	// server: default
}

// Saving edits one key and leaves the rest of the file to its author.
func ExampleKeeper_Update() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "station.conf")
	if err := os.WriteFile(path, []byte("# Hall 3, left\nstation = TEST-07 # was TEST-06\n"), 0o600); err != nil {
		panic(err)
	}
	keeper := station.NewKeeper(station.Inputs{UserPath: path})
	saved, err := keeper.Update(station.ScopeUser, station.Change{
		Set: map[station.Key]string{station.KeyStation: "TEST-08"},
	})
	if err != nil {
		panic(err)
	}
	text, _ := os.ReadFile(path)
	fmt.Print(string(text))
	fmt.Println(saved.Differences[0].Old, "became", keeper.State().Identity.Name)
	// Output:
	// # Hall 3, left
	// station = TEST-08 # was TEST-06
	// TEST-07 became TEST-08
}
