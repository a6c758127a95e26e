package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// ContentHash is the sha256 of an article's words: its title, a newline, and its text.
func ContentHash(title, text string) string {
	h := sha256.New()
	h.Write([]byte(title))
	h.Write([]byte{'\n'})
	h.Write([]byte(text))
	return hex.EncodeToString(h.Sum(nil))
}

// ID derives a short stable identity from parts: 16 hex digits of the sha256 of
// the parts, each closed by a zero byte so that no two lists of parts collide.
func ID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00") + "\x00"))
	return hex.EncodeToString(sum[:8])
}

// StatedEdgeID is the id of an edge within its article's document.
func StatedEdgeID(article, source, typ, target, status string) string {
	return ID("stated", article, source, typ, target, status)
}

// StatedActID is the id of an act within its article's document; source and
// target are the words for its sides.
func StatedActID(article, source, typ, target, status string) string {
	return ID("act", article, source, typ, target, status)
}

// EdgeID is the id of a distinct fact of the merged graph. title tells standing
// edges apart (two offices at one body) and is "" for others.
func EdgeID(source, typ, target, status, date, title string) string {
	return ID("edge", source, typ, target, status, date, title)
}
