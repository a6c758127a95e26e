package view

import (
	"bufio"
	"cmp"
	"fmt"
	"html"
	"io"
	"iter"
	"math"
	"strings"

	"newsgraph/graph"
)

// The looks of a picture are those of the page (draw.js).
var (
	shapePaths = map[string]string{ // around 0,0, 40 wide
		"Person": "M0-20a20 20 0 1 0 0 40a20 20 0 1 0 0-40z",
		"Nation": "M-14-19h28a5 5 0 0 1 5 5v28a5 5 0 0 1-5 5h-28a5 5 0 0 1-5-5v-28a5 5 0 0 1 5-5z",
		"Body":   "M-11-19h22l11 19-11 19h-22l-11-19z",
		"Place":  "M0-20l22 38h-44z",
		"Event":  "M0-23l23 23-23 23-23-23z",
	}
	shapeColours = map[string]string{"Person": "#0072B2", "Nation": "#00795A", "Body": "#A04A7E", "Place": "#5B6B7B", "Event": "#B35C00"}
	quadColours  = []string{"#8a94a0", "#2f9bd6", "#00629b", "#d98200", "#c33c00"}
	quadNames    = []string{"standing tie", "cooperation in words", "cooperation in deeds", "conflict in words", "conflict in deeds"}
	dashes       = map[string]string{"planned": "9 5", "possible": "2 5", "denied": "10 4 2 4"}
)

const (
	pictureMargin = 90.0
	legendHeight  = 74.0
	maxPicture    = 60 // nodes
)

// WriteSVG draws the strongest nodes and edges of a graph as an SVG picture, as
// still as paper: for papers, slides and pages that run no scripts.
func WriteSVG(w io.Writer, records iter.Seq2[*graph.Record, error], o Options) error {
	if o.Nodes == 0 || o.Nodes > maxPicture {
		o.Nodes = maxPicture
	}
	if o.Edges == 0 {
		o.Edges = 4 * o.Nodes
	}
	d, err := collect(records, o)
	if err != nil {
		return fmt.Errorf("view: %w", err)
	}
	d.dropAlone()
	p := picture{pageData: d, out: bufio.NewWriter(w)}
	p.place()
	p.draw(o.Title)
	return p.out.Flush()
}

// dropAlone leaves out nodes without edges, of which a picture says nothing.
func (d *pageData) dropAlone() {
	now := make([]int, len(d.Nodes))
	linked := make([]bool, len(d.Nodes))
	for _, e := range d.Edges {
		linked[e.Source], linked[e.Target] = true, true
	}
	var nodes []*pageNode
	for i, n := range d.Nodes {
		if linked[i] {
			now[i] = len(nodes)
			nodes = append(nodes, n)
		}
	}
	d.Nodes = nodes
	for _, e := range d.Edges {
		e.Source, e.Target = now[e.Source], now[e.Target]
	}
}

type picture struct {
	*pageData
	out           *bufio.Writer
	at            []point
	size          []float64 // of each shape, 1 for 40 pixels
	width, height float64
}

// place lays the nodes out and moves the picture to 0,0.
func (p *picture) place() {
	p.at = layout(len(p.Nodes), p.links())
	p.size = make([]float64, len(p.Nodes))
	for _, e := range p.Edges {
		p.size[e.Source] += e.weight
		p.size[e.Target] += e.weight
	}
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for i := range p.at {
		p.size[i] = math.Min(1.5, 0.62+0.2*math.Sqrt(p.size[i]))
		p.at[i].x *= 1.75 // names are wider than high
		p.at[i].y *= 1.15
	}
	p.clearLines()
	for i := range p.at {
		low = point{math.Min(low.x, p.at[i].x), math.Min(low.y, p.at[i].y)}
		high = point{math.Max(high.x, p.at[i].x), math.Max(high.y, p.at[i].y)}
	}
	for i := range p.at {
		p.at[i].x += pictureMargin - low.x
		p.at[i].y += pictureMargin*0.6 - low.y
	}
	p.width = math.Max(820, high.x-low.x+2*pictureMargin)
	p.height = high.y - low.y + 1.4*pictureMargin + legendHeight
	if len(p.at) == 0 {
		p.height = legendHeight
	}
}

// clearLines moves nodes off the lines between others, which would seem to be theirs.
func (p *picture) clearLines() {
	const room = 42.0
	for range 40 {
		for i := range p.at {
			for _, e := range p.Edges {
				a, b := p.at[e.Source], p.at[e.Target]
				length := math.Hypot(b.x-a.x, b.y-a.y)
				if i == e.Source || i == e.Target || length < 1 {
					continue
				}
				ux, uy := (b.x-a.x)/length, (b.y-a.y)/length
				along := (p.at[i].x-a.x)*ux + (p.at[i].y-a.y)*uy
				aside := (p.at[i].y-a.y)*ux - (p.at[i].x-a.x)*uy
				if along < 0 || along > length || math.Abs(aside) >= room {
					continue
				}
				push := (room - math.Abs(aside)) / 4
				if aside < 0 {
					push = -push
				}
				p.at[i].x -= uy * push
				p.at[i].y += ux * push
			}
		}
	}
}

func (p *picture) draw(title string) {
	p.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif">`+"\n", p.width, p.height)
	p.printf("<title>%s</title>\n", html.EscapeString(cmp.Or(title, "News graph")))
	p.printf(`<rect width="100%%" height="100%%" fill="#fbfaf7"/>` + "\n<defs>")
	for q, colour := range quadColours {
		p.printf(`<marker id="q%d" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0.500L10 5L0 9.500z" fill="%s"/></marker>`, q, colour)
	}
	p.printf("</defs>\n")
	seen := map[[2]int]int{}
	for _, e := range p.Edges {
		pair := [2]int{min(e.Source, e.Target), max(e.Source, e.Target)}
		p.edge(e, seen[pair])
		seen[pair]++
	}
	for i, n := range p.Nodes {
		p.node(i, n)
	}
	p.legend()
	p.printf("</svg>\n")
}

// edge draws the nth edge between its ends as a curve that leaves room for the others.
func (p *picture) edge(e *pageEdge, nth int) {
	a, b := p.at[e.Source], p.at[e.Target]
	length := math.Hypot(b.x-a.x, b.y-a.y)
	if length < 1 {
		return
	}
	ux, uy := (b.x-a.x)/length, (b.y-a.y)/length
	bend := 26 * float64((nth+1)/2) * float64(1-2*(nth%2)) * 1.3
	if e.Source > e.Target {
		bend = -bend
	}
	mid := point{(a.x+b.x)/2 - uy*bend, (a.y+b.y)/2 + ux*bend}
	start := towards(a, mid, 24*p.size[e.Source])
	stop := towards(b, mid, 25*p.size[e.Target])
	t := p.Types[e.Type]
	status := p.Statuses[e.Status]
	colour := quadColours[t.Quad]
	dash := ""
	if d := dashes[status]; d != "" {
		dash = ` stroke-dasharray="` + d + `"`
	}
	both := ""
	if t.Symmetric {
		both = fmt.Sprintf(` marker-start="url(#q%d)"`, t.Quad)
	}
	words := strings.ToLower(strings.ReplaceAll(t.Name, "_", " "))
	p.printf(`<path d="M%.1f %.1fQ%.1f %.1f %.1f %.1f" fill="none" stroke="%s" stroke-width="%.1f"%s%s marker-end="url(#q%d)"><title>%s</title></path>`,
		start.x, start.y, mid.x, mid.y, stop.x, stop.y, colour, 1.6+0.8*math.Log2(float64(max(1, e.Reports))), dash, both, t.Quad,
		html.EscapeString(p.Nodes[e.Source].Name+" "+words+" "+p.Nodes[e.Target].Name+" ("+status+"): “"+e.Quote+"”"))
	at := point{(a.x+b.x)/4 + mid.x/2, (a.y+b.y)/4 + mid.y/2}
	angle := math.Atan2(uy, ux) * 180 / math.Pi
	if angle > 90 || angle < -90 {
		angle += 180
	}
	p.printf(`<text x="%[1]f" y="%[2]f" transform="rotate(%.1[3]f %.1[1]f %.1[2]f)" text-anchor="middle" dy="3" font-size="9.500" fill="#55616e" stroke="#fbfaf7" stroke-width="3.500" paint-order="stroke">%[4]s</text>`+"\n",
		at.x, at.y, angle, words)
}

func towards(from, to point, by float64) point {
	d := math.Max(1, math.Hypot(to.x-from.x, to.y-from.y))
	return point{from.x + (to.x-from.x)*by/d, from.y + (to.y-from.y)*by/d}
}

func (p *picture) node(i int, n *pageNode) {
	label := p.Labels[n.Label]
	p.printf(`<g transform="translate(%.1f %.1f)"><g transform="scale(%.2f)"><path d="%s" fill="%s" stroke="#fbfaf7" stroke-width="2"/>`,
		p.at[i].x, p.at[i].y, p.size[i], shapePaths[label], shapeColours[label])
	if label == "Nation" {
		p.printf(`<text text-anchor="middle" dy="5" font-size="14" font-weight="700" fill="#fff">%s</text>`, html.EscapeString(n.ISO3))
	}
	p.printf("</g>")
	for k, line := range wrap(n.Name, 20) {
		p.printf(`<text text-anchor="middle" y="%.1f" font-size="12" fill="#1c2733" stroke="#fbfaf7" stroke-width="3.500" paint-order="stroke">%s</text>`,
			22*p.size[i]+13+14*float64(k), html.EscapeString(line))
	}
	p.printf("</g>\n")
}

// wrap breaks a name into lines of about a width.
func wrap(s string, width int) []string {
	var lines []string
	for word := range strings.FieldsSeq(s) {
		if n := len(lines); n > 0 && len([]rune(lines[n-1]))+len([]rune(word)) < width {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

func (p *picture) legend() {
	y := p.height - legendHeight + 26
	x := 30.0
	for _, label := range p.Labels {
		p.printf(`<g transform="translate(%.0f %.0f) scale(0.350)"><path d="%s" fill="%s"/></g><text x="%.0f" y="%.0f" font-size="12" fill="#55616e">%s</text>`,
			x, y, shapePaths[label], shapeColours[label], x+13, y+4, label)
		x += 32 + 8*float64(len(label))
	}
	line := func(x, y float64, colour, dash, words string) {
		p.printf(`<path d="M%.0f %.0fh26" stroke="%s" stroke-width="2.500" stroke-dasharray="%s"/><text x="%.0f" y="%.0f" font-size="12" fill="#55616e">%s</text>`,
			x, y, colour, cmp.Or(dash, "none"), x+32, y+4, words)
	}
	for _, status := range []string{"planned", "possible", "denied"} {
		line(x, y, quadColours[0], dashes[status], status)
		x += 46 + 8*float64(len(status))
	}
	x = 30
	for _, q := range []int{1, 2, 3, 4, 0} {
		line(x, y+24, quadColours[q], "", quadNames[q])
		x += 52 + 6.6*float64(len(quadNames[q]))
	}
	p.printf("\n")
}

// printf writes to the buffer, whose error Flush reports.
func (p *picture) printf(format string, args ...any) { fmt.Fprintf(p.out, format, args...) }
