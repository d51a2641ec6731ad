package client

import (
	"slices"
	"testing"
)

// TestHelpful: a saved copy stands in where the server gave no answer, and nowhere else.
func TestHelpful(t *testing.T) {
	none := []Kind{
		KindOpen, KindPaused, KindRefused, KindUnreachable, KindName, KindProxy, KindTLS, KindTimeout, KindCut,
		KindUnauthorized, KindRateLimited, KindServer, KindNotWATS, KindBadBody, KindWithheld,
	}
	given := []Kind{
		KindNotConfigured, KindBadAddress, // no server, and so no copies of it
		KindQuestion, KindCancelled, // nothing was asked
		KindForbidden, KindNotFound, KindBadRequest, KindTooLarge, KindRedirect, KindUnexpected,
	}
	for _, k := range Kinds() {
		if slices.Contains(none, k) == slices.Contains(given, k) {
			t.Errorf("nobody decided what %s stands for", k)
		}
		if helpful(&Error{Kind: k}) != slices.Contains(none, k) {
			t.Errorf("%s: %v", k, helpful(&Error{Kind: k}))
		}
	}
}
