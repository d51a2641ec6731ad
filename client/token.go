package client

import "stationcompanion/station/secret"

// usedMost is how many tokens of earlier configurations are remembered, to be known when
// they are looked up by mistake.
const usedMost = 8

// IsToken reports whether a text that is to be looked up is an access token by its looks;
// see secret.Recogniser. It must be neither sent nor kept: the text of a question goes into
// addresses, logs and saved copies. Find also knows the tokens that this client has used.
func IsToken(text string) bool { return secret.Recogniser{}.Pasted(text) }

// usedTokens are the tokens a client has had, the newest first.
func usedTokens(old *session, now secret.Token) []secret.Token {
	if old == nil {
		return []secret.Token{now}
	}
	if now.Empty() || now.Equal(old.used[0]) {
		return old.used
	}
	all := append([]secret.Token{now}, old.used...)
	return all[:min(len(all), usedMost)]
}

// refuse says that a text is a token and must not be looked up; nil for any other text.
func (s *session) refuse(text, correlation string) *Error {
	if !s.knows.Pasted(text) {
		return nil
	}
	return &Error{Kind: KindQuestion, Op: "look up", Detail: QuestionToken, CorrelationID: correlation}
}
