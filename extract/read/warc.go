package read

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"newsgraph/extract/text"
)

// A web archive (WARC 1.0 and 1.1, ISO 28500) is a stream of records, of which
// those of type response hold an answer of a web server each: status, headers and
// page. Records are read one after the other; one whose length is wrong costs
// itself, and reading goes on where the next begins.

const (
	maxHeaders = 64 << 10 // bytes of a record's headers
	maxRescan  = 1 << 30  // bytes of one archive that are read again because of wrong lengths
	warcMagic  = "WARC/"
)

var (
	errNotRecord = errors.New("what stands here is no record: the record before it has a wrong length")
	errLength    = errors.New("the record does not end where its length says")
	errNoLength  = errors.New("the record has no length")
	errCutRecord = errors.New("the archive ends within the record")
)

// warcRecord is one record of a web archive.
type warcRecord struct {
	kind   string // "response", "request", "warcinfo" …
	target string // address of the page
	mime   string // of the block
	block  []byte
	over   bool // the block is longer than maxPage and was cut
}

func (r *reader) warc(src *source, br *bufio.Reader) {
	w := newWARCReader(br)
	broken := 0 // faults of the stream without a record between them
	for n := 1; !r.stopped(); n++ {
		rec, err := w.next()
		position := fmt.Sprintf("record %d", n)
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, errNotRecord), errors.Is(err, errLength), errors.Is(err, errNoLength), errors.Is(err, errCutRecord):
			r.reject(fault(src.name, position, Damaged, "%v", err))
			continue
		case err != nil:
			r.reject(streamFault(src.name, position, err))
			// A broken gzip member is one record; the next may be whole.
			if broken++; broken > 100 || errors.Is(err, errBomb) || !errors.Is(err, errMember) {
				return
			}
			continue
		}
		broken = 0
		if rec.kind != "response" && rec.kind != "resource" && rec.kind != "conversion" {
			continue // what was asked, and notes on how the archive was made
		}
		o, input := r.o, src.name
		r.emit(&Item{input, position, int64(len(rec.block)), func() (*text.Article, error) {
			return o.webArticle(input, position, rec)
		}})
	}
}

type warcReader struct {
	in     *bufio.Reader
	again  pushback
	budget int // bytes that may still be read again
}

func newWARCReader(in io.Reader) *warcReader {
	w := &warcReader{again: pushback{in: in}, budget: maxRescan}
	w.in = bufio.NewReaderSize(&w.again, 1<<16)
	return w
}

// pushback reads bytes that were put back before those of its stream.
type pushback struct {
	back []byte
	in   io.Reader
}

func (p *pushback) Read(b []byte) (int, error) {
	if len(p.back) > 0 {
		n := copy(b, p.back)
		p.back = p.back[n:]
		return n, nil
	}
	return p.in.Read(b)
}

// next returns the next record, or io.EOF after the last. After every error but
// those of the stream it may be called again.
func (w *warcReader) next() (*warcRecord, error) {
	if err := w.seek(); err != nil {
		return nil, err
	}
	rec, length := &warcRecord{}, int64(-1)
	for total := 0; ; {
		line, err := w.in.ReadSlice('\n')
		if total += len(line); total > maxHeaders || errors.Is(err, bufio.ErrBufferFull) {
			return nil, errNotRecord
		}
		if errors.Is(err, io.EOF) {
			return nil, errCutRecord
		}
		if err != nil {
			return nil, err
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			break
		}
		name, value, _ := strings.Cut(string(line), ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(name) {
		case "warc-type":
			rec.kind = value
		case "warc-target-uri":
			rec.target = strings.Trim(value, "<>")
		case "content-type":
			rec.mime = value
		case "content-length":
			if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
				length = n
			}
		}
	}
	if length < 0 {
		return nil, errNoLength
	}
	var err error
	if rec.block, err = io.ReadAll(io.LimitReader(w.in, min(length, maxPage))); err != nil {
		return nil, err
	}
	if length > maxPage && len(rec.block) == maxPage {
		rec.over = true
		if _, err := io.CopyN(io.Discard, w.in, length-maxPage); errors.Is(err, io.EOF) {
			return nil, w.rescan(rec.block, errCutRecord)
		} else if err != nil {
			return nil, err
		}
	}
	if int64(len(rec.block)) < min(length, maxPage) {
		return nil, w.rescan(rec.block, errCutRecord)
	}
	if !w.ended() {
		return nil, w.rescan(rec.block, errLength)
	}
	return rec, nil
}

// seek goes to the end of the next line that opens a record. When anything but
// empty lines stands before it, errNotRecord is returned once.
func (w *warcReader) seek() error {
	for lost := false; ; {
		head, err := w.in.Peek(len(warcMagic))
		if string(head) == warcMagic {
			if lost {
				return errNotRecord
			}
			if _, err := w.in.ReadSlice('\n'); errors.Is(err, bufio.ErrBufferFull) {
				return errNotRecord
			} else {
				return err
			}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			w.in.Discard(len(head))
			return err
		}
		for whole := false; !whole; {
			line, err := w.in.ReadSlice('\n')
			lost = lost || len(bytes.TrimSpace(line)) > 0
			if whole = err == nil; !whole && !errors.Is(err, bufio.ErrBufferFull) {
				if lost && errors.Is(err, io.EOF) {
					return errNotRecord
				}
				return err
			}
		}
	}
}

// ended reports whether an empty line and the next record, or the end, follow.
func (w *warcReader) ended() bool {
	next, _ := w.in.Peek(64)
	next = bytes.TrimLeft(next, "\r\n")
	return len(next) == 0 || bytes.HasPrefix(next, []byte(warcMagic))
}

// rescan puts back the records that one with too great a length has swallowed. It
// returns the error as it is.
func (w *warcReader) rescan(block []byte, err error) error {
	i := bytes.Index(block, []byte("\n"+warcMagic+"1."))
	if i < 0 {
		return err
	}
	buffered, _ := w.in.Peek(w.in.Buffered())
	back := slices.Concat(block[i+1:], buffered, w.again.back)
	if w.budget -= len(back); w.budget < 0 {
		return err
	}
	w.again.back = back
	w.in.Reset(&w.again)
	return err
}

// webArticle finds the article in a web server's answer.
func (o *Options) webArticle(input, position string, rec *warcRecord) (*text.Article, error) {
	reject := func(reason Reason, format string, args ...any) (*text.Article, error) {
		f := fault(input, position, reason, format, args...)
		f.Err = fmt.Errorf("%.300q: %w", rec.target, f.Err)
		return nil, f
	}
	if rec.kind == "conversion" {
		f := fault(input, position, NotNews, "%.300q: the text of a whole page, menus and all", rec.target)
		f.Remedy = "read the WARC file itself instead of its text"
		return nil, f
	}
	body, kind := rec.block, rec.mime
	if rec.kind == "response" && bytes.HasPrefix(body, []byte("HTTP/")) {
		status, headers, rest := httpHead(body)
		if status != "" && status[0] != '2' {
			return reject(NotNews, "the server answered with status %.10s", status)
		}
		kind = headers["content-type"]
		var err error
		if body, err = httpBody(rest, headers); err != nil {
			return reject(Damaged, "%v", err)
		}
	}
	media, params, _ := mime.ParseMediaType(kind)
	switch {
	case media == "text/plain":
		a := plainArticle(decodeAs(body, params["charset"]))
		a.URL = rec.target
		return o.finish(input, position, a, rec.over)
	case strings.Contains(media, "html"), (media == "" || media == "application/octet-stream") && isHTML(bytes.TrimSpace(body)):
	default:
		return reject(NotNews, "not a page but %.60q", media)
	}
	a, err := htmlArticle(decodePage(body, params["charset"]), rec.target)
	if err != nil {
		return reject(NoText, "%v", err)
	}
	return o.finish(input, position, a, rec.over || len(body) >= maxPage)
}

// httpHead splits an answer into its status, its headers by lower-case names, and its body.
func httpHead(b []byte) (status string, headers map[string]string, body []byte) {
	headers = map[string]string{}
	for first := true; len(b) > 0; first = false {
		var line []byte
		line, b, _ = bytes.Cut(b, []byte("\n"))
		if line = bytes.TrimSpace(line); len(line) == 0 {
			break
		}
		if first {
			if fields := bytes.Fields(line); len(fields) > 1 {
				status = string(fields[1])
			}
			continue
		}
		name, value, _ := strings.Cut(string(line), ":")
		headers[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(value)
	}
	return status, headers, b
}

// httpBody undoes how a body was sent: in chunks, packed. Some crawlers undo it
// and keep the headers that say so; such a body is taken as it is.
func httpBody(body []byte, headers map[string]string) ([]byte, error) {
	if strings.Contains(strings.ToLower(headers["transfer-encoding"]), "chunked") {
		whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
		if err == nil || len(whole) > len(body)/2 {
			body = whole
		}
	}
	var unpacked io.Reader
	var err error
	packed := bytes.NewReader(body)
	switch strings.ToLower(headers["content-encoding"]) {
	case "gzip", "x-gzip":
		if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
			unpacked, err = gzip.NewReader(packed)
		}
	case "deflate":
		if unpacked, err = zlib.NewReader(packed); err != nil {
			unpacked, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	case "br":
		unpacked = brotli.NewReader(packed)
	case "zstd":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdMaxWindow)); err == nil {
			defer z.Close()
			unpacked = z
		}
	}
	if err != nil {
		return nil, err
	}
	if unpacked == nil {
		return body, nil
	}
	whole, err := io.ReadAll(io.LimitReader(unpacked, maxPage))
	if err != nil && len(whole) == 0 {
		if isHTML(bytes.TrimSpace(body)) {
			return body, nil
		}
		return nil, err
	}
	return whole, nil // of a page that was cut, what there is
}
