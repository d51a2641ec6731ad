package client

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// pauseOf is how long the server asked us to wait, at most Timing.MaxPause; it
// also fills in the error's RetryIn. A 429 that names no time gets a short pause.
func (c *Client) pauseOf(e *Error, resp *http.Response) time.Duration {
	if e.Status != http.StatusTooManyRequests && e.Status != http.StatusServiceUnavailable {
		return 0
	}
	now := c.now()
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		now = date // a date in Retry-After is by the server's clock
	}
	wait, capped, ok := retryAfter(resp.Header.Get("Retry-After"), now, c.timing.MaxPause)
	if capped {
		e.Reason = ReasonCapped
	}
	if !ok && e.Status == http.StatusTooManyRequests {
		wait = c.timing.AfterFailure
	}
	e.RetryIn = wait
	return wait
}

// retryAfter reads a Retry-After header, in seconds or as an HTTP date, into
// 0 … limit. capped is true when it asks for more, ok is false when it says nothing.
func retryAfter(value string, now time.Time, limit time.Duration) (wait time.Duration, capped, ok bool) {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0, false, false
	}
	if strings.Trim(value, "0123456789") == "" {
		seconds, err := strconv.ParseInt(value, 10, 64)
		if err != nil || seconds > int64(limit/time.Second) {
			return limit, true, true
		}
		return time.Duration(seconds) * time.Second, false, true
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false, false
	}
	wait = max(at.Sub(now), 0)
	return min(wait, limit), wait > limit, true
}
