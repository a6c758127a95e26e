package read

import (
	"regexp"
	"strings"
)

// notice.go knows the lines that publishers set around an article and that are
// not its prose: shares, subscriptions, related articles, credits.

// maxNotice is the length in bytes that no notice exceeds.
const maxNotice = 400

var notice = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
	`(?:the post )?.{0,200} appeared first on .{0,100}`,
	`(?:click here|continue reading|read (?:more|also|next|the (?:full|whole|rest)|full (?:story|article))|see also|related(?: (?:articles?|stories|content|topics|news|links))?|more (?:on|from) .{1,60}|also (?:read|on|see)|more:|watch(?: (?:now|live|more|the video))?|listen(?: (?:now|live))?)(?:\s*[:|–—→»>].*|[.… ]{0,5}|\b.{0,60}(?:…|\.\.\.|→|»|here\.?))`,
	`(?:share|tweet|e-?mail|print|save|pin|copy link|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|comments?|\d+ comments?|reply|like|follow us|subscribe|sign in|sign up|log in|register|advertisement|advertising|sponsored|promoted|skip (?:ad|advertisement|to .{1,40})|story continues (?:below|after).{0,40}|article continues (?:below|after).{0,40}|loading\.*|close|menu|back to top|play(?: video)?|pause|mute|next|previous|photos?|video|gallery|image|caption|hide caption|toggle caption|enlarge(?: this image)?)[.:!]?`,
	`(?:share|save|print|e-?mail) (?:this|on|via|with|to)\b.{0,60}`,
	`(?:follow|like|find|join) (?:us|the .{1,40}) on .{1,100}`,
	`(?:sign up|subscribe|register) (?:for|to|now|here|today)\b.{0,160}`,
	`(?:get|receive) (?:the|our) .{0,80}(?:newsletter|inbox).{0,80}`,
	`(?:photo(?:graph)?s?|image|picture|video|illustration|media caption|image caption|image source|file (?:photo|picture|image))\s?[:/|].{0,200}`,
	`(?:this (?:article|story) (?:was|is|has been) (?:originally |first )?(?:published|posted|updated|amended|corrected)|originally published).{0,200}`,
	`(?:©|\(c\)|copyright\b).{0,200}`,
	`all rights reserved\.?.{0,100}`,
	`\[?(?:…|\.\.\.)\]?`,
	`(?:updated?|published|posted|last (?:updated|modified)|first published)\b[: ].{0,10}\b\d{1,4}\b.{0,40}`,
	`(?:never|don't|don’t) miss .{0,60}(?:news|stories|story|newsletter|updates?)\b.{0,120}`,
	`(?:we want to hear|tell us) what you think .{0,160}`,
	`.{0,120}\bsubmit a letter to the editor\b.{0,120}`,
	`you can unsubscribe .{0,160}`,
	`topics?: .{0,160}`,
	`[—–-]+ ?.{1,60} \(@\w{1,20}\) .{0,30}`, // who wrote a tweet, and when
	`(?:https?://|pic\.twitter\.com/)\S+`,
	`[^\pL\d]{1,20}`,
}, `|`) + `)$`)

// ending are the lines after which a page has no more of its article.
var ending = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
	`(?:you (?:might|may) (?:also )?(?:like|be interested in)|people also read|recommended(?: for you| stories| reading)?|more (?:related )?(?:stories|news|articles|headlines)|more from .{1,40}|related (?:stories|articles|news|content|coverage|posts|videos|links)|other .{1,20} columns|(?:most|trending|popular) (?:read|popular|viewed|now|stories|posts)|read next|up next|what to read next|latest (?:news|stories|headlines)|top stories|editors'? picks?|from around the web|sponsored (?:content|links))[:.]?`,
	`(?:comments?|\d+ comments?|leave a (?:comment|reply)|post a comment|view comments?|show comments?|join the (?:conversation|discussion)|discussion|be part of the conversation|community guidelines|share your thoughts.{0,60})[:.]?`,
	`(?:our standards:.*|about the authors?)`,
}, `|`) + `)$`)

// trimNotices leaves the notices out of an article's paragraphs.
func trimNotices(lines []string) []string {
	out := lines[:0]
	for _, line := range lines {
		if len(line) > maxNotice || !notice.MatchString(line) {
			out = append(out, line)
		}
	}
	return out
}
