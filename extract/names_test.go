package extract

import (
	"slices"
	"testing"

	"newsgraph/extract/text"
)

// TestNames reads sentences for the names that they hold: what each names, and where
// it begins and ends.
func TestNames(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string // label and name of each node but events, in their order
	}{
		// a full name is a person's whatever its last word
		{"Actor Doris Day lives in Paris.", []string{"Person Doris Day", "Place Paris"}},
		{"US general Ulysses S. Grant won.", []string{"Nation United States", "Person Ulysses S. Grant"}},
		// what is none of an entity
		{"The Paris Air Show was dominated by Boeing.", []string{"Body Boeing"}},
		{"Native American tribes sued Montana.", []string{"Place Montana"}},
		{"He said: Свою победу я дарю маме, которая вдохновила меня. Image: Дмитрий Кошелев.", []string{"Person Дмитрий Кошелев"}},
		// the noun beside a name tells what it names
		{"The deal was revealed by the newspaper Rus Pravoslavnaya.", []string{"Body Rus Pravoslavnaya"}},
		{"Pop band Fleetwood Mac has cancelled its tour. Fleetwood Mac said so.", []string{"Body Fleetwood Mac"}},
		{"Speaking for rights group Lambda Legal, Jennifer Pizer said so.", []string{"Body Lambda Legal", "Person Jennifer Pizer"}},
		{"On Thursday, the journal Science published a report.", []string{"Body Science"}},
		{"Julien Talavan is a spokesman for Force Ouvrière, the main union in France.", []string{"Person Julien Talavan", "Body Force Ouvrière", "Nation France"}},
		{"Wikinews reports from the village of Flackwell Heath.", []string{"Body Wikinews", "Place Flackwell Heath"}},
		{"The yacht's owners came from Marina Del Rey, California.", []string{"Place Marina Del Rey", "Place California"}},
		{"The ceremony at Chunuk Bair drew Helen Clark.", []string{"Place Chunuk Bair", "Person Helen Clark"}},
		// ships, storms and works are no persons, however the article goes on to call them
		{"Hurricane Humberto passed Bermuda. Humberto then weakened.", []string{"Nation Bermuda"}},
		{"Pirates attacked the cargo vessel Anny Petrakis. Sailors came to the aid of the Anny Petrakis.", nil},
		{"David Frost died aboard the Queen Elizabeth cruise ship.", []string{"Person David Frost"}},
		{"The song 'Hard Rock Hallelujah' won in Athens.", []string{"Place Athens"}},
		{"Deputy Foreign Minister Song Min-soon will meet Barack Obama.", []string{"Person Song Min-soon", "Person Barack Obama"}},
		// where a name begins and ends
		{"They work for Delta Genetics. Sam Wilson of Delta Genetics's Cooperative Institute for Research said so.", []string{"Body Delta Genetics", "Person Sam Wilson", "Body Cooperative Institute for Research"}},
		{"The General Posts and Telecommunications Company has ceased work.", []string{"Body General Posts and Telecommunications Company"}},
		{"The walk was made by astronauts Douglas Wheelock and Tracy Caldwell Dyson.", []string{"Person Douglas Wheelock", "Person Tracy Caldwell Dyson"}},
		{"Former Speaker of the House of Representatives Newt Gingrich spoke in Texas.", []string{"Body United States House of Representatives", "Person Newt Gingrich", "Place Texas"}},
		{"The mayor of Koszalin Piotr Jedlinski wept in Poland.", []string{"Place Koszalin", "Person Piotr Jedlinski", "Nation Poland"}},
		{"It is a UNESCO World Heritage Site.", []string{"Body United Nations Educational, Scientific and Cultural Organization"}},
		{"The U.S. Naval ship that followed the yacht left Paris.", []string{"Nation United States", "Place Paris"}},
		{"The transfer requires approval from Basketball Australia and GM Europe.", []string{"Body Basketball Australia", "Body GM Europe"}},
		// a body whose noun is an event's too; a surname that is a common word
		{"Claire Thomas spoke for the West Midlands Ambulance Service.", []string{"Person Claire Thomas", "Body West Midlands Ambulance Service"}},
		{"Howard Dean won. Dean replaces Terry McAuliffe.", []string{"Person Howard Dean", "Person Terry McAuliffe"}},
		// cases and models
		{"The case, Perry et al. v. Schwarzenegger et al., was heard by Vaughn Walker.", []string{"Person Vaughn Walker"}},
		{"Boeing ended the DC-9 and Airbus sold two A380s.", []string{"Body Boeing", "Body Airbus"}},
	} {
		doc, err := newExtractor(t).Extract(&text.Article{ID: "a", Date: "2009-05-15", Language: "en", Text: tt.text})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range doc.Nodes {
			if n.Label != "Event" {
				got = append(got, n.Label+" "+n.Name)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q:\ngot  %q\nwant %q", tt.text, got, tt.want)
		}
	}
}
