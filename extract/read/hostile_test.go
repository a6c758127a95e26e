package read

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// hostile_test.go feeds what is made to break readers: every input must have a
// clear outcome in bounded time and memory.

// reasons lists what became of the items of an input: a reason each, or "ok".
func reasons(t *testing.T, paths ...string) string {
	t.Helper()
	peak := watchMemory()
	start := time.Now()
	var all []string
	for a, err := range Articles(context.Background(), paths, Options{}) {
		word := "ok"
		if f := (*Fault)(nil); errors.As(err, &f) {
			word = string(f.Reason)
			if f.Remedy == "" {
				t.Errorf("%v has no remedy", f)
			}
		} else if err != nil || a == nil {
			t.Errorf("neither an article nor a fault: %v", err)
		}
		all = append(all, word)
	}
	if d := time.Since(start); d > 2*time.Minute {
		t.Errorf("took %v", d)
	}
	if mb := peak() >> 20; mb > 512 {
		t.Errorf("took %d MB", mb)
	}
	return strings.Join(all, " ")
}

// watchMemory returns a function that says by how many bytes the heap has grown at most.
func watchMemory() (peak func() uint64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	now := func() uint64 { metrics.Read(sample); return sample[0].Value.Uint64() }
	runtime.GC()
	start, done, most := now(), make(chan bool), make(chan uint64)
	go func() {
		top := start
		for {
			select {
			case <-done:
				most <- max(top, now())
				return
			case <-time.After(5 * time.Millisecond):
				top = max(top, now())
			}
		}
	}()
	return func() uint64 { close(done); return <-most - start }
}

func expect(t *testing.T, want string, paths ...string) {
	t.Helper()
	if got := reasons(t, paths...); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// letters writes n bytes of a letter.
func letters(w io.Writer, n int) {
	block := bytes.Repeat([]byte("a"), 1<<20)
	for ; n > 0; n -= len(block) {
		w.Write(block[:min(n, len(block))])
	}
}

func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("packs 300 MB several times")
	}
	const size = 300 << 20
	record := func(w io.WriteCloser) {
		io.WriteString(w, `{"title":"T","text":"`)
		letters(w, size)
		io.WriteString(w, `"}`+"\n")
		w.Close()
	}
	t.Run("gzip", func(t *testing.T) {
		var b bytes.Buffer
		record(gzip.NewWriter(&b))
		expect(t, "too-large", in(t, "a", b.String()))
	})
	t.Run("zstd", func(t *testing.T) {
		var b bytes.Buffer
		z, _ := zstd.NewWriter(&b)
		record(z)
		expect(t, "too-large", in(t, "a", b.String()))
	})
	t.Run("gzip in gzip", func(t *testing.T) {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		record(gzip.NewWriter(z))
		z.Close()
		expect(t, "too-large", in(t, "a", b.String()))
	})
	t.Run("zip of many", func(t *testing.T) { // each below the bound, together far above
		var one, b bytes.Buffer
		letters(&one, 1<<20)
		w := zip.NewWriter(&b)
		for range 300 {
			f, _ := w.Create("a.jsonl")
			io.WriteString(f, `{"title":"T","text":"`)
			f.Write(one.Bytes())
			io.WriteString(f, `"}`)
		}
		w.Close()
		if got := reasons(t, in(t, "a.zip", b.String())); !strings.HasSuffix(got, " too-large") || strings.Count(got, "ok") > 280 {
			t.Errorf("got %q", got)
		}
	})
	t.Run("archives in archives", func(t *testing.T) {
		data := []byte(prose)
		for range 8 {
			var b bytes.Buffer
			w := zip.NewWriter(&b)
			f, _ := w.Create("a.zip")
			f.Write(data)
			w.Close()
			data = b.Bytes()
		}
		expect(t, "too-large", in(t, "a.zip", string(data)))
	})
	t.Run("xz cut short", func(t *testing.T) {
		var b bytes.Buffer
		z, _ := xz.NewWriter(&b)
		z.Write([]byte(prose))
		z.Close()
		expect(t, "damaged", in(t, "a", b.String()[:b.Len()/2]))
	})
}

// A gigabyte on one line, nearly all of it a hole in the file.
func TestHugeLine(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 1 GB eight times")
	}
	long := strings.Repeat(prose+" ", 100) // more than is looked at to tell a format
	for _, tt := range []struct{ name, head, want string }{
		{"nothing", "", "not-text"},
		{"text", "Paris declaration\n\n" + long, "cut"},
		{"json", `{"title":"T","text":"` + long, "malformed"},
		{"json key", `{"` + long, "malformed"},
		{"csv", "date,title,text\n2026-01-07,T,\"" + long, "malformed"},
		{"rss", "<rss><channel><item><title>T</title><description>" + long, "malformed"},
		{"rss tag", "<rss><channel><title>" + long + "</title><item ", "too-large"},
		{"html", "<!DOCTYPE html><html><title>T</title><p>" + long + "</p><p>", "cut"},
		{"warc", warc("warcinfo", "", "x", 0) + "WARC/1.0\r\nWARC-Type: ", "damaged damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := in(t, "a", tt.head)
			if err := os.Truncate(path, 1<<30); err != nil {
				t.Fatal(err)
			}
			expect(t, tt.want, path)
		})
	}
}

func TestLargeArticle(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 200 MB")
	}
	long := strings.Repeat(prose+"\n\n", 200<<20/len(prose))
	tagged := strings.Repeat("<p>"+prose+"</p>", 40<<20/len(prose))
	for name, content := range map[string]string{
		"text": "Paris declaration\n\n" + long,
		"json": `{"title":"T","text":"` + strings.ReplaceAll(long, "\n", `\n`) + `"}`,
		"csv":  "title,text\nT,\"" + long + "\"\n",
		"rss":  "<rss><channel><item><title>T</title><description>" + long + "</description></item></channel></rss>",
		"nitf": "<nitf><body><body.content>" + tagged + "</body.content></body></nitf>",
		"html": "<html><title>T</title><body>" + tagged + "</html>",
	} {
		t.Run(name, func(t *testing.T) { expect(t, "cut", in(t, "a", content)) })
	}
}

func TestNesting(t *testing.T) {
	const n = 1_000_000
	for _, tt := range []struct{ name, in, want string }{
		{"json objects", strings.Repeat(`{"a":`, n), "too-large"},
		{"json arrays", `{"a":` + strings.Repeat(`[`, n), "too-large"},
		{"html", "<html><body>" + strings.Repeat("<div>", n) + prose, "no-text"},
		{"html formatting", "<html><body>" + strings.Repeat("<b><i><font color=1>", n/3) + prose, "no-text"},
		{"feed", "<rss><channel><item><description>" + strings.Repeat("<p>", n) + prose + "</description></item></channel></rss>", "too-large"},
		{"html in a feed", "<rss><channel><item><description><![CDATA[" + strings.Repeat("<p><div>", n) + prose + "]]></description></item></channel></rss>", "no-text"},
		{"json in a page", `<html><script type="application/ld+json">` + strings.Repeat(`{"@type":[`, n/4) + "</script><p>" + prose + "</p></html>", "ok"},
		{"brackets of a document type", "<!DOCTYPE rss [" + strings.Repeat("<", n) + "><rss><item>", "no-text"},
	} {
		t.Run(tt.name, func(t *testing.T) { expect(t, tt.want, in(t, "a", tt.in)) })
	}
}

// An entity that would unfold to gigabytes stays as it is.
func TestEntityBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a0 "` + strings.Repeat("a", 100) + `">`)
	for i := range 9 {
		b.WriteString("<!ENTITY a" + string(rune('1'+i)) + ` "` + strings.Repeat("&a"+string(rune('0'+i))+";", 10) + `">`)
	}
	b.WriteString(`<!ENTITY file SYSTEM "file:///etc/passwd">]><nitf><body><body.content><p>` + prose + ` &a9; &file;</p></body.content></body></nitf>`)
	if got, want := readAll(t, Options{}, in(t, "a", b.String())), `||"`+prose+` &a9; &file;"`; got != want {
		t.Errorf("got %.300s", got)
	}
}

func TestArchiveNames(t *testing.T) {
	var z, tarred bytes.Buffer
	zw, tw := zip.NewWriter(&z), tar.NewWriter(&tarred)
	dir := t.TempDir()
	names := []string{"../../etc/passwd.txt", "a\nb\x1b[31m.txt", "/abs.txt", "c/../../d.txt", strings.Repeat("x", 300) + ".txt", "é\xff.txt"}
	for _, name := range names {
		f, err := zw.CreateHeader(&zip.FileHeader{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, "%PDF-")
		tw.WriteHeader(&tar.Header{Name: name, Typeflag: tar.TypeReg, Size: 5, Mode: 0o644})
		io.WriteString(tw, "%PDF-")
	}
	tw.WriteHeader(&tar.Header{Name: "link.txt", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"})
	zw.Close()
	tw.Close()
	for _, path := range []string{in(t, "a.zip", z.String()), in(t, "a.tar", tarred.String())} {
		n := 0
		for _, err := range Articles(context.Background(), []string{path}, Options{}) {
			n++
			if err == nil || strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' }) {
				t.Errorf("said as %q", err)
			}
		}
		if n != len(names) {
			t.Errorf("%d items of %d in %s", n, len(names), path)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Error("files were written")
	}
}

func TestFolders(t *testing.T) {
	dir := t.TempDir()
	link := func(to, name string) {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	write := func(name, content string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", prose)
	link(dir, "b-loop")        // to the folder itself
	link("c-circle", "c-back") // two that name each other
	link("c-back", "c-circle")
	link("a.txt", "d-file")
	link("nowhere", "e-dangling")
	if err := syscall.Mkfifo(filepath.Join(dir, "f-pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	write("g\nnew\tline.txt", prose)
	expect(t, "ok not-a-file unreadable unreadable ok unreadable not-a-file ok", dir)
	expect(t, "no-text", filepath.Join(dir, "f-pipe")) // nobody writes to it
	expect(t, "unreadable", filepath.Join(dir, "c-back"))
}

// A file that shrinks while it is read ends early, and says so where that can be told.
func TestShrinkingFile(t *testing.T) {
	line := `{"title":"T","text":"` + strings.Repeat(prose+" ", 20) + `"}` + "\n"
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	for range 400 {
		f, _ := w.CreateHeader(&zip.FileHeader{Name: "a.txt", Method: zip.Store})
		io.WriteString(f, strings.Repeat(prose+" ", 20))
	}
	w.Close()
	for name, content := range map[string]string{"lines": strings.Repeat(line, 400), "zip": z.String()} {
		t.Run(name, func(t *testing.T) {
			path := in(t, "a", content)
			read, faults := 0, 0
			for a, err := range Articles(context.Background(), []string{path}, Options{}) {
				if read == 0 && faults == 0 {
					if err := os.Truncate(path, int64(len(content)/2+10)); err != nil {
						t.Fatal(err)
					}
				}
				if err != nil {
					faults++
				} else if a != nil {
					read++
				}
			}
			if read < 100 || read > 300 || faults == 0 {
				t.Errorf("%d articles and %d faults", read, faults)
			}
		})
	}
}

func TestOddCharacters(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"lone surrogates", `{"title":"T","text":"` + prose + ` \ud800 \udc00x \ud83d\ude00"}`, `|T|"` + prose + ` ` + "\ufffd \ufffdx 😀" + `"`},
		{"surrogates as bytes", "T\n\n" + prose + " \xed\xa0\x80 é é é é", `|T|"` + prose + ` ` + "\ufffd é é é é" + `"`},
		{"nul in csv", "title,text\nT," + prose + "\x00\n", `|T|"` + prose + `"`},
		{"nul in html", "<html><title>T</title><p>" + prose + "\x00 " + prose + "</p></html>", `|T|"` + prose + ` ` + prose + `"`},
		{"nul in a feed", "<rss><channel><item><title>T</title><description>" + prose + "\x00</description></item></channel></rss>", `|T|"` + prose + `"`},
		{"character that is none", "<rss><channel><item><title>T</title><description>" + prose + "&#xD800;&#x0;</description></item></channel></rss>", `|T|"` + prose + `"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := readAll(t, Options{}, in(t, "a", tt.in)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
