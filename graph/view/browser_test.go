package view

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"newsgraph/graph"
	"newsgraph/graph/chromiumtest"
)

// browser is a page in a real Chromium, with what it complains of.
type browser struct {
	t          *testing.T
	ctx        context.Context
	mu         sync.Mutex
	complaints []string
}

// visit writes the view of a graph and opens it from disk.
func visit(t *testing.T, records []graph.Record, hash string) *browser {
	t.Helper()
	path := chromiumtest.Path(t)
	file := filepath.Join(t.TempDir(), "view.html")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(f, again(records), Options{Title: "Paris, January 2026"}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1440, 900))
	alloc, stopAlloc := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stopAlloc)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	ctx, stopTime := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(stopTime)
	b := &browser{t: t, ctx: ctx}
	chromedp.ListenTarget(ctx, b.listen)
	b.do(network.Enable(), log.Enable(), chromedp.Navigate("file://"+file+hash), chromedp.WaitReady(`html[data-ready="yes"]`))
	return b
}

func (b *browser) listen(event any) {
	complaint := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			complaint = "console: " + fmt.Sprint(e.Type)
			for _, a := range e.Args {
				complaint += " " + string(a.Value)
			}
		}
	case *runtime.EventExceptionThrown:
		complaint = "exception: " + e.ExceptionDetails.Error()
	case *log.EventEntryAdded:
		complaint = "log: " + e.Entry.Text
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "file:") && !strings.HasPrefix(e.Request.URL, "data:") && !strings.HasPrefix(e.Request.URL, "blob:") {
			complaint = "request: " + e.Request.URL
		}
	}
	if complaint != "" {
		b.mu.Lock()
		b.complaints = append(b.complaints, complaint)
		b.mu.Unlock()
	}
}

func (b *browser) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// js evaluates an expression, of a promise its result.
func js[T any](b *browser, expression string) T {
	b.t.Helper()
	var v T
	b.do(chromedp.Evaluate(expression, &v, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return v
}

func (b *browser) text(selector string) string {
	b.t.Helper()
	return js[string](b, "document.querySelector("+quoteJS(selector)+")?.textContent ?? '(nothing)'")
}

func quoteJS(s string) string { q, _ := json.Marshal(s); return string(q) }

func (b *browser) want(what, got, want string) {
	b.t.Helper()
	if !strings.Contains(got, want) {
		b.t.Errorf("%s is %q, want %q", what, got, want)
	}
}

// still waits for animations to end.
func (b *browser) still() { b.do(chromedp.Sleep(600 * time.Millisecond)) }

// quiet fails if the page complained or asked the network for anything.
func (b *browser) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		b.t.Error("the page: ", c)
	}
}

// shot keeps a picture where NEWSGRAPH_SCREENSHOTS names a folder.
func (b *browser) shot(name string) {
	dir := os.Getenv("NEWSGRAPH_SCREENSHOTS")
	if dir == "" {
		return
	}
	var png []byte
	b.do(chromedp.CaptureScreenshot(&png))
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

const firstPaint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"

func records(t *testing.T, path string) []graph.Record {
	t.Helper()
	var list []graph.Record
	for r, err := range file(t, path) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, *r)
	}
	return list
}

func TestReadingTheSeed(t *testing.T) {
	b := visit(t, records(t, seed), "")
	b.still()
	t.Logf("first paint of the seed after %.0f ms, script done after %.0f ms", js[float64](b, firstPaint), js[float64](b, "performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"))
	b.shot("seed")

	// Find with suggestions, whatever the spelling.
	b.do(chromedp.Click("#find"), chromedp.SendKeys("#find", "Zelensky"))
	b.want("the first suggestion", b.text("#found li"), "Volodymyr Zelenskyy")
	b.do(chromedp.SendKeys("#find", kb.Enter))
	b.still()
	b.want("the card", b.text("#card h2"), "Volodymyr Zelenskyy")
	b.want("the card", b.text("#card"), "signed")
	b.shot("node")

	// Filter.
	b.do(chromedp.Click("#reset"), chromedp.Click("#type-SIGNED"))
	b.still()
	if got := js[[]string](b, "newsgraph.cy.edges().map(e => e.data('verb'))"); !slices.Equal(got, []string{"signed", "signed", "signed"}) {
		t.Errorf("filtered by SIGNED the drawing has %q", got)
	}

	// Click an edge in the drawing and read its quote.
	at := js[map[string]float64](b, "(() => { const e = newsgraph.cy.edges()[0]; const m = e.renderedMidpoint(); const r = document.getElementById('graph').getBoundingClientRect(); return { x: r.left + m.x, y: r.top + m.y }; })()")
	b.do(chromedp.MouseClickXY(at["x"], at["y"]))
	b.still()
	b.want("the quote", b.text("#card blockquote"), "signed a declaration of intent")
	b.want("the article", b.text("#card figcaption"), "Paris declaration shows intent that UK, France would deploy troops")
	b.want("the facts", b.text("#card dl"), "actual")
	b.shot("edge")

	// The address keeps it all.
	hash := js[string](b, "location.hash")
	b.want("the address", hash, "only=SIGNED")
	b.want("the address", hash, "pick=e%3A")
	again := visit(t, records(t, seed), hash)
	again.want("the quote in a shared view", again.text("#card blockquote"), "signed a declaration of intent")
	again.quiet()

	// Brush the dates, by pointer.
	b.do(chromedp.Click("#reset"))
	box := js[map[string]float64](b, "(() => { const r = document.querySelector('.bars').getBoundingClientRect(); return { x: r.left, y: r.top, w: r.width, h: r.height }; })()")
	all := js[int](b, "newsgraph.cy.edges().length")
	y := box["y"] + box["h"]/2
	b.do(chromedp.MouseEvent("mousePressed", box["x"]+2, y, chromedp.ButtonLeft), chromedp.MouseEvent("mouseMoved", box["x"]+box["w"]/2, y, chromedp.ButtonLeft), chromedp.MouseEvent("mouseReleased", box["x"]+box["w"]/2, y, chromedp.ButtonLeft))
	b.still()
	if got := js[int](b, "newsgraph.cy.edges().length"); got < 1 || got >= all {
		t.Errorf("brushed to its first half the timeline leaves %d of %d edges", got, all)
	}
	b.do(chromedp.Click("#all-time"))
	if got := js[int](b, "newsgraph.cy.edges().length"); got != all {
		t.Errorf("without a brush %d of %d edges are there", got, all)
	}

	// A path.
	b.do(chromedp.Click("#find-path"), chromedp.SendKeys("#find", "Starmer"), chromedp.SendKeys("#find", kb.Enter), chromedp.SendKeys("#find", "Putin"), chromedp.SendKeys("#find", kb.Enter))
	b.still()
	b.want("the path", b.text("#card h2"), "Path of")
	b.want("the path", b.text("#card ol"), "Vladimir Putin")
	b.shot("path")

	// The table of the same selection.
	b.do(chromedp.Click("#reset"), chromedp.Click("#as-table"))
	b.want("the table", b.text("#table .bar"), fmt.Sprint(all, " edges"))
	b.do(chromedp.Click("#table thead button"))
	b.want("the first row", b.text("#table tbody tr"), "Coalition of the Willing")
	b.shot("table")
	b.do(chromedp.Click("#as-graph"), chromedp.Click("#theme"))
	b.still()
	b.shot("dark")
	b.quiet()
}

func TestReadingByKeyboardOnly(t *testing.T) {
	b := visit(t, records(t, seed), "")
	b.still()
	press := func(keys string) { b.do(chromedp.KeyEvent(keys)); b.do(chromedp.Sleep(80 * time.Millisecond)) }
	press("/")
	if got := js[string](b, "document.activeElement.id"); got != "find" {
		t.Errorf("/ leads to %q, want the search", got)
	}
	js[bool](b, "(document.getElementById('find').value = '', true)") // chromedp types the slash although the page has taken it
	press("Macron")
	b.want("the first suggestion", b.text("#found li"), "Emmanuel Macron")
	press(kb.Enter)
	b.still()
	b.want("the card", b.text("#card h2"), "Emmanuel Macron")
	js[bool](b, "(document.getElementById('graph').focus(), true)")
	press(kb.ArrowDown)
	after := b.text("#card h2")
	if after == "Emmanuel Macron" {
		press(kb.ArrowUp)
		after = b.text("#card h2")
	}
	if after == "Emmanuel Macron" {
		t.Error("the arrow keys go nowhere")
	}
	b.want("what is said aloud", b.text("#say"), strings.TrimSpace(after))
	before := js[int](b, "newsgraph.cy.nodes().length")
	press("c")
	if got := js[int](b, "newsgraph.cy.nodes().length"); got > before {
		t.Errorf("folding leads from %d to %d nodes", before, got)
	}
	press("e")
	press(kb.Enter)
	if got := js[string](b, "document.activeElement.id"); got != "card" {
		t.Errorf("Enter leads to %q, want the card", got)
	}
	// Tab to the first fact and read it.
	for range 40 {
		press(kb.Tab)
		if js[string](b, "document.activeElement.className") == "fact" {
			break
		}
	}
	press(kb.Enter)
	if got := b.text("#card blockquote"); len(got) < 10 {
		t.Errorf("the quote reads %q", got)
	}
	press("t")
	if js[bool](b, "document.getElementById('table').hidden") {
		t.Error("t shows no table")
	}
	press("?")
	if !js[bool](b, "document.getElementById('keys').open") {
		t.Error("? lists no keys")
	}
	press(kb.Escape)
	b.quiet()
}

func TestHostileTextInTheBrowser(t *testing.T) {
	b := visit(t, hostile(), "#only=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&pick=n:%22%3E%3Cscript%3Ealert(1)%3C/script%3E&focus=%3Cb%3E")
	b.do(chromedp.Click("#reset"))
	b.still()
	b.do(chromedp.SendKeys("#find", "alert"), chromedp.SendKeys("#find", kb.Enter))
	b.still()
	b.want("the card", b.text("#card"), "<script>alert(1)</script>")
	js[bool](b, "(document.querySelector('#card .fact').click(), true)")
	b.want("the quote", b.text("#card blockquote"), "onerror=alert(1)")
	b.do(chromedp.Click("#as-table"))
	b.want("the table", b.text("#table"), "onerror=alert(1)")
	if n := js[int](b, "document.querySelectorAll('img').length + document.querySelectorAll('script').length"); n != 2 {
		t.Errorf("the page has %d images and scripts, want its own 2 scripts", n)
	}
	if n := js[int](b, "[...document.querySelectorAll('a')].filter(a => a.href.startsWith('javascript')).length"); n != 0 {
		t.Errorf("%d links run scripts", n)
	}
	b.quiet()
}

func TestAccessibility(t *testing.T) {
	axe, err := os.ReadFile("testdata/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	b := visit(t, records(t, seed), "")
	b.still()
	b.do(chromedp.Evaluate(string(axe), nil))
	for _, state := range []struct{ name, act string }{
		{"start", "0"},
		{"node", "document.querySelector('#card button.node').click()"},
		{"edge", "document.querySelector('#card .fact').click()"},
		{"table", "document.getElementById('as-table').click()"},
		{"dark", "document.getElementById('theme').click()"},
	} {
		js[any](b, "("+state.act+", 0)")
		b.still()
		type violation struct {
			ID, Impact, Help string
			Nodes            []struct{ HTML string }
		}
		found := js[[]violation](b, "axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => ({ ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map(n => ({ HTML: n.html })) })))")
		for _, v := range found {
			report := t.Logf
			if v.Impact == "serious" || v.Impact == "critical" {
				report = t.Errorf
			}
			report("%s: %s: %s (%s): %d times, first %.200s", state.name, v.Impact, v.Help, v.ID, len(v.Nodes), v.Nodes[0].HTML)
		}
	}
}

// big is a graph with hubs, as news have them.
func big(nodes, edges int) []graph.Record {
	rng := rand.New(rand.NewPCG(5, 6))
	labels := []string{"Person", "Nation", "Body", "Place", "Event"}
	kinds := []string{"meeting", "agreement", "conflict", "plan"}
	var list []graph.Record
	for i := range 50 {
		list = append(list, graph.Record{Article: &graph.ArticleRecord{Article: graph.Article{ID: fmt.Sprintf("a%02d", i), Title: fmt.Sprint("Article ", i), Date: fmt.Sprintf("202%d-0%d-15", i%6, 1+i%9), Source: fmt.Sprint("Source ", i%7)}}})
	}
	for i := range nodes {
		n := &graph.NodeRecord{ID: fmt.Sprintf("n%05d", i), Label: labels[i%5], Name: fmt.Sprintf("%s %d", labels[i%5], i), Articles: 1}
		if n.Label == "Event" {
			n.Kind = kinds[i/5%4]
		}
		list = append(list, graph.Record{Node: n})
	}
	types := []string{"MET", "AGREED", "SUPPORTED", "OPPOSED", "ACCUSED", "COERCED", "ASSAULTED", "AIDED"}
	hub := func() int { f := rng.Float64(); return int(f * f * f * float64(nodes)) }
	var statements []graph.Record
	for i := range edges {
		s, t := hub(), rng.IntN(nodes)
		e := &graph.EdgeRecord{ID: fmt.Sprintf("e%06d", i), Source: fmt.Sprintf("n%05d", s), Type: types[rng.IntN(len(types))], Target: fmt.Sprintf("n%05d", t), Status: "actual",
			Date: fmt.Sprintf("202%d-%02d-%02d", rng.IntN(6), 1+rng.IntN(12), 1+rng.IntN(28)), FirstReported: "2026-01-07", Reports: 1 + rng.IntN(4), Sources: 1, Confidence: 0.5 + rng.Float64()/2,
			Evidence: fmt.Sprintf("The spokesman said on Tuesday that the talks between both sides had led to number %d of their many agreements, which nobody expected.", i)}
		list = append(list, graph.Record{Edge: e})
		statements = append(statements, graph.Record{Statement: &graph.StatementRecord{Edge: e.ID, Article: fmt.Sprintf("a%02d", i%50), Quote: e.Evidence, Rule: "r", Confidence: 0.9}})
	}
	return append(list, statements...)
}

func TestFiveThousandNodes(t *testing.T) {
	b := visit(t, big(5000, 20000), "")
	paint := js[float64](b, firstPaint)
	ready := js[float64](b, "performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart")
	b.still()
	b.shot("big")
	b.do(chromedp.SendKeys("#find", "Person 0"), chromedp.SendKeys("#find", kb.Enter))
	b.still()
	b.want("the card", b.text("#card h2"), "Person 0")
	// pan drags the drawing with the mouse, as people do, and counts the frames.
	pan := func() float64 {
		js[bool](b, "(() => { globalThis.frames = 0; globalThis.panning = true; const step = () => { if (!globalThis.panning) return; globalThis.frames++; requestAnimationFrame(step); }; requestAnimationFrame(step); return true; })()")
		b.do(chromedp.MouseEvent("mousePressed", 420, 240, chromedp.ButtonLeft))
		start := time.Now()
		for i := range 60 {
			b.do(chromedp.MouseEvent("mouseMoved", 420+float64(5*i), 240+float64(2*i), chromedp.ButtonLeft), chromedp.Sleep(15*time.Millisecond))
		}
		frames := js[float64](b, "(globalThis.panning = false, globalThis.frames)")
		took := time.Since(start).Seconds()
		b.do(chromedp.MouseEvent("mouseReleased", 715, 358, chromedp.ButtonLeft))
		return frames / took
	}
	some := pan()
	b.do(chromedp.Click("#reset"))
	start := time.Now()
	js[bool](b, "(() => { const s = document.getElementById('limit'); s.value = s.options[s.options.length - 1].value; s.dispatchEvent(new Event('change')); return true; })()")
	js[bool](b, "new Promise(done => newsgraph.cy.one('render', () => done(true)))")
	drawn := time.Since(start)
	if n := js[int](b, "newsgraph.cy.nodes().length"); n < 4900 {
		t.Errorf("all nodes are %d", n)
	}
	all := pan()
	b.shot("all")
	t.Logf("5,000 nodes, 20,000 edges: first paint after %.0f ms, ready after %.0f ms; panning %.0f frames a second with 40 nodes drawn, %.0f with all; all drawn after %v", paint, ready, some, all, drawn.Round(10*time.Millisecond))
	if paint < 0 || paint > 10_000 {
		t.Errorf("first paint after %.0f ms", paint)
	}
	b.quiet()
}

// On a telephone nothing runs off the screen, and no button lies on the graph.
func TestNarrowScreen(t *testing.T) {
	b := visit(t, records(t, seed), "")
	b.do(chromedp.EmulateViewport(420, 860), chromedp.Reload(), chromedp.WaitReady(`html[data-ready="yes"]`))
	b.still()
	b.shot("narrow")
	if w := js[int](b, "document.documentElement.scrollWidth"); w > 420 {
		t.Errorf("the page is %d wide", w)
	}
	if out := js[[]string](b, `newsgraph.cy.nodes().filter((x) => { const r = x.renderedBoundingBox(); return r.x1 < 0 || r.x2 > document.getElementById("graph").clientWidth; }).map((x) => x.data("name"))`); len(out) > 0 {
		t.Errorf("off the screen are %q", out)
	}
	if apart := js[bool](b, `(() => { const g = document.getElementById("graph").getBoundingClientRect(), z = document.querySelector(".zoom").getBoundingClientRect(); return z.top >= g.bottom || z.left >= g.right; })()`); !apart {
		t.Error("the buttons lie on the graph")
	}
	b.quiet()
}
