package client_test

import (
	"fmt"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

// What a history says: three units failed here, none elsewhere.
func ExampleJudge() {
	point := func(here bool, serial string, v report.Verdict) client.Point {
		return client.Point{Here: here, Serial: serial, Verdict: v}
	}
	var points []client.Point // newest first
	for i, v := range []report.Verdict{report.Failed, report.Failed, report.Passed, report.Failed, report.Passed} {
		points = append(points, point(true, fmt.Sprint("SN-", i), v))
	}
	for i := range 20 {
		points = append(points, point(false, fmt.Sprint("SN-", 100+i), report.Passed))
	}
	j := client.Judge(points)
	fmt.Printf("failed %d of %d here, %d of %d elsewhere: %s\n", j.Here.Failed, j.Here.Of, j.Elsewhere.Failed, j.Elsewhere.Of, j.Trend)
	// Output: failed 3 of 5 here, 0 of 20 elsewhere: this_station
}
