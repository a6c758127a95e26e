package merge

import (
	"math"
	"slices"
)

// features of two mentions of events, from 0 to 1.
type features struct {
	HeadSame, HeadDiffers, KindDiffers, SameName  float64
	Modifiers, BothModified, Supported, NamedSame float64
	ProperApart                                   float64
	Actors, Near                                  float64
	Context, Text                                 float64
	SameWeek, SameSeason, FarApart                float64
	SameDay, SameYears, FiguresApart, FiguresSame float64
}

// weights of the features, fitted by logistic regression on the pairs of
// testdata/events.txt; see README.md there.
var weights = features{
	HeadSame: 1.7, SameName: 0.6, HeadDiffers: -1.5, KindDiffers: -0.8,
	Modifiers: 1.3, BothModified: -1.3, Supported: 1.2, NamedSame: 3.6, ProperApart: -3.4,
	Actors: 1, Near: 1.6, Context: 1.7, Text: 5.5,
	SameWeek: 1.2, SameSeason: -0.2, FarApart: -1, SameDay: 2, SameYears: 2.4,
	FiguresApart: -2.2, FiguresSame: 1,
}

const bias = -2.8

// score is the chance that two mentions are one event, or -1 if they contradict:
// other years, other ordinals, other days. A chance that does not reach least is 0.
func (c *clusterer) score(a, b int32, least float64) (float64, error) {
	x, y := &c.events[a], &c.events[b]
	if c.contradict(x, y) {
		return -1, nil
	}
	if !alike(x, y) {
		return 0, nil
	}
	f := c.features(x, y)
	chance := func() float64 { return 1 / (1 + math.Exp(-f.dot(&weights)-bias)) }
	f.Supported, f.Context, f.Text = 1, 1, 1 // at most; their weights are positive
	if chance() < least {
		return 0, nil
	}
	if err := c.surroundings(f, x, y); err != nil || chance() < least {
		return 0, err
	}
	var err error
	if f.Text, err = c.m.contexts.similar(x.at.doc, y.at.doc); err != nil {
		return 0, err
	}
	if s := chance(); s >= least {
		return s, nil
	}
	return 0, nil
}

// possible reports whether two mentions can be one event as far as a glance tells.
func (c *clusterer) possible(a, b int32) bool {
	x, y := &c.events[a], &c.events[b]
	return alike(x, y) && !c.contradict(x, y)
}

// season is how many days apart reports may be of an event that their names
// alone do not tell.
const season = 90

// alike reports whether two mentions are near in time, or their names have more
// in common than the kind of event.
func alike(x, y *event) bool {
	return daysApart(x.day, y.day) <= season || common(x.list(modifiers), y.list(modifiers)) > 0 ||
		common(x.list(years), y.list(years)) > 0 || x.head == y.head && x.named && y.named
}

// keptApart reports whether a correction says that two mentions are not one event.
func (c *clusterer) keptApart(x, y *event) bool {
	for by, i := range c.apart[x.at] {
		if j, ok := c.apart[y.at][by]; ok && i != j {
			return true
		}
	}
	return false
}

// contradict reports whether two mentions cannot be one event. The article
// itself tells its own ones apart.
func (c *clusterer) contradict(x, y *event) bool {
	return x.at.doc == y.at.doc || opposed(x, y) || recurred(x, y, daysApart(x.day, y.day)) || c.keptApart(x, y) ||
		x.from != 0 && y.from != 0 && (x.from > y.to+1 || y.from > x.to+1)
}

// opposed reports whether two events have other ordinals, years or names.
func opposed(x, y *event) bool {
	for _, list := range [...]int{ordinals, years, called} {
		if a, b := x.list(list), y.list(list); len(a) > 0 && len(b) > 0 && common(a, b) == 0 {
			return true
		}
	}
	return false
}

// recurred reports whether reports so many days apart are likely about two
// meetings or elections of one kind.
func recurred(x, y *event, apart int32) bool {
	return apart < unknownDistance && apart > max(x.recurs, y.recurs) &&
		common(x.list(years), y.list(years)) == 0 && (x.from == 0 || y.from == 0)
}

func (f *features) list() []float64 {
	return []float64{
		f.HeadSame, f.KindDiffers, f.Modifiers, f.BothModified, f.Supported, f.NamedSame, f.ProperApart,
		f.Actors, f.Near, f.Context, f.Text, f.SameWeek, f.SameSeason, f.FarApart, f.SameDay,
		f.SameYears, f.FiguresApart, f.FiguresSame, f.SameName, f.HeadDiffers,
	}
}

func (f *features) dot(w *features) float64 {
	sum := 0.0
	ws := w.list()
	for i, v := range f.list() {
		sum += v * ws[i]
	}
	return sum
}

// features are those that the two mentions show by themselves.
func (c *clusterer) features(x, y *event) *features {
	f := new(features)
	if x.head == y.head {
		f.HeadSame = 1
	} else if x.group != y.group {
		f.HeadDiffers = 1
	}
	if len(x.list(figures)) > 0 && len(y.list(figures)) > 0 {
		if common(x.list(figures), y.list(figures)) > 0 {
			f.FiguresSame = 1
		} else {
			f.FiguresApart = 1
		}
	}
	if x.kind != 0 && y.kind != 0 && x.kind != y.kind {
		f.KindDiffers = 1
	}
	if len(x.list(modifiers)) > 0 && len(y.list(modifiers)) > 0 {
		f.BothModified = 1
		f.Modifiers = c.share(x.list(modifiers), y.list(modifiers))
	}
	if (x.head == y.head || x.group == y.group) && slices.Equal(x.list(modifiers), y.list(modifiers)) && slices.Equal(x.list(ordinals), y.list(ordinals)) && x.unique {
		f.NamedSame = 1
	}
	if x.head == y.head && len(x.list(modifiers)) > 0 && slices.Equal(x.list(modifiers), y.list(modifiers)) {
		f.SameName = 1
	}
	if len(x.list(proper)) > 0 && len(y.list(proper)) > 0 && f.Modifiers == 0 {
		f.ProperApart = 1
	}
	f.Actors = share(c.m.contexts, x.list(actors), y.list(actors))
	f.Near = share(c.m.contexts, x.list(near), y.list(near))
	apart := daysApart(x.day, y.day)
	switch {
	case apart == unknownDistance:
	case apart <= 7:
		f.SameWeek = 1
	case apart <= 90:
		f.SameSeason = 1
	default:
		f.FarApart = 1
	}
	if len(x.list(years)) > 0 && common(x.list(years), y.list(years)) > 0 {
		f.SameYears = 1
	}
	if x.from != 0 && y.from != 0 && x.to-x.from < 7 && y.to-y.from < 7 {
		f.SameDay = 1
	}
	return f
}

// surroundings adds what the articles of two mentions show, but for their words.
func (c *clusterer) surroundings(f *features, x, y *event) error {
	inX, err := c.m.contexts.supports(x.at.doc, y.list(proper))
	if err != nil {
		return err
	}
	inY, err := c.m.contexts.supports(y.at.doc, x.list(proper))
	if err != nil {
		return err
	}
	f.Supported = 0
	if len(x.list(proper))+len(y.list(proper)) > 0 {
		f.Supported = min(inX, inY)
	}
	f.Context, err = c.m.contexts.shared(x.at.doc, y.at.doc)
	return err
}

// share is the part of the smaller of two sets of words, by weight, that both have.
func (c *clusterer) share(a, b []int32) float64 {
	weight := func(w int32) float64 { return math.Log(1 + float64(len(c.events))/float64(1+c.modifiers[w])) }
	var both, inA, inB float64
	for _, w := range a {
		inA += weight(w)
		if slices.Contains(b, w) {
			both += weight(w)
		}
	}
	for _, w := range b {
		inB += weight(w)
	}
	if both == 0 {
		return 0
	}
	return both / min(inA, inB)
}
