package text

// MentionKind says how a mention refers to its entity.
type MentionKind uint8

// The ways to refer.
const (
	ByName        MentionKind = iota // "Emmanuel Macron", "French"
	ByDescription                    // "the French president", "French troops"
	ByPronoun                        // "he", "their"
)

// Mention is a run of tokens that refers to an entity.
type Mention struct {
	Sentence   int // index of the sentence within the article
	First, End int // token indices, half open
	Head       int // token index of the syntactic head
	Kind       MentionKind
	Entity     int  // index into the article's entities
	Others     bool // not the entity alone: "we", others whom it speaks for too; "Americans", its people
}

// Labels of entities, as graph/vocabulary.yaml has them.
const (
	LabelPerson = "Person"
	LabelNation = "Nation"
	LabelBody   = "Body"
	LabelPlace  = "Place"
)

// Known is what the knowledge base knows of a thing. Empty fields are unknown,
// never guessed.
type Known struct {
	ID     string // "FRA", "person:emmanuel-macron", "body:nato", "place:paris-fra"
	Label  string
	Name   string // canonical name
	Kind   string // of a body: "alliance", "parliament"; of a place: "city", "region"; of a person: what they are known as
	ISO3   string // of a nation; former states have their withdrawn code
	QID    string // Wikidata, where a source gives it
	Nation string // ISO3 of the nation that a person, body or place belongs to; of a nation itself
	Gender string // of a person: "m", "f" or ""

	ISO2 string // of a nation
	COW  string // of a nation: Correlates of War country code

	PartOf     string // of a body: ID of the body or nation it is a part of; of a place: ID of its state
	From       string // first day it existed, "" if always
	Until      string // first day it existed no more, "" if it does
	Population int    // of a city
}

// Entity is one thing that the article names, with all its mentions.
type Entity struct {
	Known
	Aliases    []string
	Partial    bool    // only part of a name is known
	Confidence float64 // that the identity is right, 0–1
	Reason     string  // why this identity
}
