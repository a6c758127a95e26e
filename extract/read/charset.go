package read

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// toUTF8 returns the stream without a byte order mark, decoded when it is UTF-16
// or UTF-32. Older encodings are told string by string, in decode, because one
// file may mix them.
func toUTF8(br *bufio.Reader) *bufio.Reader {
	head, _ := br.Peek(256)
	var enc transform.Transformer
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		br.Discard(3)
		return br
	case strayMark(head):
		br.Discard(2)
		return br
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")):
		enc = utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewDecoder()
	case bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		enc = utf32.UTF32(utf32.BigEndian, utf32.UseBOM).NewDecoder()
	case bytes.HasPrefix(head, []byte("\xff\xfe")) || zeros(head, 1):
		enc = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	case bytes.HasPrefix(head, []byte("\xfe\xff")) || zeros(head, 0):
		enc = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
	default:
		return br
	}
	return bufio.NewReaderSize(transform.NewReader(br, enc), 1<<16)
}

// strayMark reports whether a mark of UTF-16 stands before text that is plainly none.
func strayMark(head []byte) bool {
	if !bytes.HasPrefix(head, []byte("\xff\xfe")) && !bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return false
	}
	plain := 0
	for _, c := range head[2:] {
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t' {
			plain++
		}
	}
	return plain > 0 && plain >= (len(head)-2)*9/10
}

// zeros reports whether nearly every second byte, from the given one, is zero and
// hardly any other: Latin text in UTF-16 without a byte order mark.
func zeros(head []byte, from int) bool {
	if len(head) < 16 {
		return false
	}
	count := [2]int{}
	for i, c := range head {
		if c == 0 {
			count[i%2]++
		}
	}
	half := len(head) / 2
	return count[from] > half*8/10 && count[1-from] < half/10
}

// binary reports whether a stream that begins with head is no text of any kind.
func binary(head []byte) bool {
	for _, magic := range [...]string{"%PDF-", "\x89PNG", "\xff\xd8\xff", "GIF8", "\xd0\xcf\x11\xe0", "7z\xbc\xaf", "Rar!", "\x7fELF", "OggS", "ID3", "SQLite format 3", "PAR1", "ARROW1"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	odd := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			odd++
		}
	}
	return odd > len(head)/20+2
}

// decode returns raw as valid UTF-8 without NUL: as it is where it is valid,
// with U+FFFD for damage where most of it is, and else from Windows-1252, which
// older English text is written in.
func decode(raw []byte) string {
	if !utf8.Valid(raw) {
		raw = bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("\xff\xfe"), nil), []byte("\xfe\xff"), nil)
	}
	s := string(raw)
	if !utf8.Valid(raw) {
		good, bad := 0, 0 // characters outside ASCII
		for i := 0; i < len(raw); {
			r, n := utf8.DecodeRune(raw[i:])
			switch {
			case r == utf8.RuneError && n <= 1:
				bad++
			case n > 1:
				good++
			}
			i += n
		}
		if good > bad {
			s = strings.ToValidUTF8(s, "\uFFFD")
		} else if d, err := charmap.Windows1252.NewDecoder().Bytes(raw); err == nil {
			s = string(d)
		} else {
			s = strings.ToValidUTF8(s, "\uFFFD")
		}
	}
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return s
}

// decodeAs returns raw as UTF-8 where it is not valid already: decoded from the
// charset, or as decode does when nobody knows that name.
func decodeAs(raw []byte, charset string) string {
	if charset != "" && !utf8.Valid(raw) {
		if enc, err := htmlindex.Get(charset); err == nil && enc != unicode.UTF8 {
			if d, err := enc.NewDecoder().Bytes(raw); err == nil {
				raw = d
			}
		}
	}
	return decode(raw)
}

var (
	// steering is what tells a terminal to change colours, titles and the like.
	steering = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)|[ -/]*[0-~])?`)
	// marks tell the order of bytes where they stand first, and nothing within a text.
	marks = strings.NewReplacer("\ufeff", "", "\x00", "", "ÿþ", "", "þÿ", "", "ï»¿", "")
)

// words returns the words of a text without what is none of them.
func words(s string) string {
	if strings.IndexByte(s, 0x1b) >= 0 {
		s = steering.ReplaceAllString(s, "")
	}
	return marks.Replace(s)
}

// Sequences that UTF-8 becomes when it is read as Windows-1252 or Latin-1.
var mojibake = [...]string{"â€™", "â€œ", "â€\u009d", "â€“", "â€”", "â€˜", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¡", "Ã³", "Ã±", "Ã§", "Â ", "â\u0080\u0099", "â\u0080\u009c"}

// garbled counts what looks like UTF-8 decoded wrongly.
func garbled(s string) int {
	n := 0
	if strings.Contains(s, "â") || strings.Contains(s, "Ã") || strings.Contains(s, "Â") {
		for _, m := range mojibake {
			n += strings.Count(s, m)
		}
	}
	return n + strings.Count(s, "\uFFFD")
}

// repair undoes that UTF-8 was read as Windows-1252, where that is certain: when
// each run of characters outside ASCII that shows it is UTF-8 again as bytes.
// Characters that were read rightly stay. It returns "" where nothing is to be
// done or something stays garbled.
func repair(s string) string {
	if garbled(s) == strings.Count(s, "\uFFFD") {
		return ""
	}
	var b strings.Builder
	rest := s
	for rest != "" {
		i := strings.IndexFunc(rest, func(r rune) bool { return r >= utf8.RuneSelf })
		if i < 0 {
			break
		}
		b.WriteString(rest[:i])
		rest = rest[i:]
		end := strings.IndexFunc(rest, func(r rune) bool { return r < utf8.RuneSelf })
		if end < 0 {
			end = len(rest)
		}
		b.WriteString(redecode(rest[:end]))
		rest = rest[end:]
	}
	b.WriteString(rest)
	if r := b.String(); garbled(r) == 0 {
		return r
	}
	return ""
}

// redecode returns a run of characters outside ASCII as what its bytes in
// Windows-1252 are in UTF-8, or as it is.
func redecode(run string) string {
	var raw []byte
	for _, r := range run {
		c, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r >= 0x80 && r < 0xa0 { // bytes that Windows-1252 has no character for
			c, ok = byte(r), true
		}
		if !ok {
			return run
		}
		raw = append(raw, c)
	}
	if !utf8.Valid(raw) {
		return run
	}
	return string(raw)
}

// readText reads at most limit bytes of in and says whether there was more.
func readText(in io.Reader, limit int) (raw []byte, more bool, err error) {
	raw, err = io.ReadAll(io.LimitReader(in, int64(limit)+1))
	if len(raw) > limit {
		return raw[:limit], true, err
	}
	return raw, false, err
}
