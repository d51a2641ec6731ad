package client

import (
	"testing"

	"stationcompanion/breaker"
)

func TestLinkOf(t *testing.T) {
	for name, tc := range map[string]struct {
		in   linkFacts
		want Link
	}{
		"new":                        {linkFacts{}, LinkChecking},
		"proven":                     {linkFacts{proven: true}, LinkConnected},
		"one failure":                {linkFacts{proven: true, failing: true}, LinkUnsure},
		"version failed, list came":  {linkFacts{proven: true, version: KindTimeout}, LinkUnsure},
		"not WATS":                   {linkFacts{proven: true, version: KindNotWATS}, LinkNotWATS},
		"a page":                     {linkFacts{failing: true, version: KindNotWATS}, LinkNotWATS},
		"open":                       {linkFacts{failing: true, version: KindNotWATS, breaker: breaker.Open}, LinkDown},
		"half-open":                  {linkFacts{failing: true, breaker: breaker.HalfOpen}, LinkDown},
		"token refused":              {linkFacts{proven: true, tokenRefused: true, version: KindUnauthorized}, LinkTokenRefused},
		"refused, then failing":      {linkFacts{tokenRefused: true, failing: true, version: KindTimeout}, LinkUnsure},
		"refused, then down":         {linkFacts{tokenRefused: true, breaker: breaker.Open}, LinkDown},
		"paused":                     {linkFacts{proven: true, paused: true}, LinkPaused},
		"paused and open":            {linkFacts{paused: true, breaker: breaker.Open}, LinkPaused},
		"no server":                  {linkFacts{block: KindNotConfigured, breaker: breaker.Open}, LinkNotSetUp},
		"bad address":                {linkFacts{block: KindBadAddress}, LinkNotSetUp},
		"token over http":            {linkFacts{block: KindWithheld, paused: true}, LinkWithheld},
		"a token no header can hold": {linkFacts{block: KindUnauthorized}, LinkTokenRefused},
	} {
		if got := linkOf(tc.in); got != tc.want {
			t.Errorf("%s: got %s, want %s", name, got, tc.want)
		}
	}
}
