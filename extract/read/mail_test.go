package read

import (
	"encoding/base64"
	"strings"
	"testing"
)

const mailHead = "Received: from a.example\r\nFrom: =?utf-8?q?Agence_France-Presse?= <a@a.example>\r\nSubject: =?iso-8859-1?q?D=E9claration?= of\r\n Paris\r\nDate: Wed, 7 Jan 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"

// packedProse is prose as quoted-printable, with a soft break and a letter that is no ASCII.
var packedProse = strings.Replace(prose, " met ", "=20m=\r\net=E2=80=99s ", 1)

func TestMail(t *testing.T) {
	want := `2026-01-07|Déclaration of Paris|"` + strings.Replace(prose, " met ", " met’s ", 1) + `"`
	html := "<html><head><title>Paris pact | The Paper</title></head><body><h1>Paris pact</h1><p>" + packedProse + "</p><p>" + packedProse + "</p></body></html>"
	for _, tt := range []struct{ name, in, want string }{
		{"quoted-printable", mailHead + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + packedProse + "\r\n", want},
		{"base64", mailHead + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(prose)) + "\r\n", `2026-01-07|Déclaration of Paris|"` + prose + `"`},
		{"two ways to read it", mailHead + "Content-Type: multipart/alternative; boundary=b\r\n\r\nno reader sees this\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + packedProse + "\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Other.</p>\r\n--b--\r\n", want},
		{"windows-1252", mailHead + "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + strings.Replace(packedProse, "=E2=80=99", "=92", 1) + "\r\n", want},
		{"attachments", mailHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=x\r\n\r\nNo.\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n", "!no-text "},
		{"breaks off", mailHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + packedProse, "!damaged \n" + want},
		{"a saved page", "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/2026/paris\r\nSubject: Paris pact\r\nDate: Wed, 7 Jan 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--b\"\r\n\r\n\r\n----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/2026/paris\r\n\r\n" + strings.ReplaceAll(html, "title>", "title>") + "\r\n----b\r\nContent-Type: text/css\r\n\r\np{}\r\n----b--\r\n",
			`|Paris pact|"` + strings.Replace(prose, " met ", " met’s ", 1) + `\n\n` + strings.Replace(prose, " met ", " met’s ", 1) + `"`},
		{"no mail", "Subject: T\nDate: 2026-01-07\n\n" + prose, `2026-01-07|T|"` + prose + `"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := readAll(t, Options{}, in(t, "a.eml", tt.in)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(mailHead + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + packedProse))
	f.Add([]byte(mailHead + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/related; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+WWVzLjwvcD4=\r\n--c--\r\n--b--\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if isMail(data) {
			fuzz(t, data, (*reader).mail)
		}
	})
}

// What steers a terminal and the marks of byte order are no words of an article.
func TestStrayBytes(t *testing.T) {
	for _, tt := range []struct{ name, in string }{
		{"colour", "\x1b[1mThe president\x1b[0m of \x1b[31;1mFrance" + "\x1b[m"},
		{"a window's title", "\x1b]0;owned\x07The president of France"},
		{"a mark in the text", "The president of \xff\xfeFrance"},
		{"a mark decoded wrongly", "The president of ÿþFrance"},
		{"a mark of UTF-8 within", "The \ufeffpresident of France"},
		{"a mark before no UTF-16", "\xff\xfeThe president of France"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rest := strings.TrimPrefix(prose, "The president of France")
			for _, name := range []string{"a.txt", "a.jsonl"} {
				content := tt.in + rest
				if name == "a.jsonl" {
					content = `{"text":"` + strings.NewReplacer("\x1b", `\u001b`, "\x07", `\u0007`).Replace(content) + `"}`
				}
				if got, want := readAll(t, Options{}, in(t, name, content)), `||"`+prose+`"`; got != want {
					t.Errorf("%s: got  %s\nwant %s", name, got, want)
				}
			}
		})
	}
}
