package text

import "testing"

func TestPrintable(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"words", "Emmanuel Macron met 岸田 文雄 “today”", "Emmanuel Macron met 岸田 文雄 “today”"},
		{"colours", "a\x1b[31mred", "a [31mred"},
		{"a window's title", "\x1b]0;owned\x07", " ]0;owned "},
		{"eight-bit control characters", "a\u009b31m", "a 31m"},
		{"bytes that are no text", "a\x9b31m", "a\uFFFD31m"},
		{"lines and columns", "one\r\ntwo\tthree\u2028four\u2029", "one  two three four "},
		{"turned words", "user\u202etxt.exe\u2066", "usertxt.exe"},
		{"hidden words", "co\u00adoperate\ufeff\u200b", "cooperate"},
	} {
		if got := Printable(test.in); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
