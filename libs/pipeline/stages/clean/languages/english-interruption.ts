import type { InterruptionRules } from './language-rules.js';

const device =
  '(?:phones?|mobile|cell|laptop|computer|watch|tablet|ipad|whatsapp|messages?|texts?|notifications?|alerts?|chat|slack|teams|discord|zoom|e ?mails?|mail|calls?|alarm|doorbell|ringtone|ringer|reminder|calendar|timer|group|app|thing)';
const noise =
  '(?:ping(?:s|ed|ing)?|d?ings?|dinging|ding|buzz(?:es|ed|ing)?|beep(?:s|ed|ing)?|chim(?:e|es|ed|ing)|ring(?:s|ing)?|rang|vibrat(?:e|es|ed|ing|ion)|noises?|sounds?|go(?:es|ing)? off|went off|blow(?:s|ing)? up|light(?:s|ing)? up)';
/** What else makes a noise beside a microphone. */
const nuisance =
  '(?:door|intercom|dog|cat|puppy|baby|kids?|children|neighbou?rs?|smoke (?:alarm|detector)|fire alarm|drill(?:ing)?|vacuum|kettle|washing machine|dishwasher|siren|plane|helicopter|truck|lawn mower|screen|battery|headphones|headset|microphone|mic|printer|fan|chair|throat|cough|sneeze)';
const act =
  "(?:mut(?:e|ed|ing)|silenc(?:e|ed|ing)|unplug(?:ged|ging)?|(?:turn|switch|shut)(?:ed|t?ing)? (?:[\\w']+ ){0,3}?(?:off|down)|(?:put|putting) (?:[\\w']+ ){1,3}?(?:on (?:silent|mute|vibrate|airplane)|away|down|in (?:another|the other))|clos(?:e|ed|ing) (?:it|that|this|the|my)|quit(?:ting)? (?:it|that|the)|declin(?:e|ed|ing)|block(?:ed|ing)?|hang(?:ing)? up|let (?:it|that) ring|ignor(?:e|ing) (?:it|that|this)|stop (?:it|that|this)|do not disturb|airplane mode|flight mode|on silent|call (?:[\\w']+ )?back|leav(?:e|ing) (?:the|this|that) (?:chat|group)|kill (?:it|that|this))";
/** The speaker, doing something about it now. */
const doing =
  "(?:let me|i will|i'll|i am|i'm|i need to|i have to|i should|i must|i better|i'd better|i've|i have|i just|can you|could you|can i|allow me|going to|gonna|give me|if i|i can|i could|i don't know how to)";
const person = "(?:somebody|someone|(?:my|our) [\\w']+|he|she|it|who|they)";
const pointing = "(?:that|this|it|there|here)(?:'s| is| was| goes| s)";

export const englishInterruption: InterruptionRules = {
  signs: [
    {
      tells: 'both',
      weight: 2.2,
      says: new RegExp(`\\b(?:my|mine|your|our|that|this) (?:[\\w']+ ){0,2}?${device}\\b.*\\b${noise}\\b`),
    },
    {
      tells: 'names',
      weight: 2.2,
      says: new RegExp(
        `\\b${pointing} (?:just |only |probably )*(?:my|mine|your|yours|the|a|an|me|${device})(?: [\\w']+){0,2}? ?\\b(?:${device}|${noise}|mine|me)\\b`,
      ),
    },
    {
      tells: 'names',
      weight: 2.2,
      says: new RegExp(
        `\\b(?:is|was) (?:that|this|it) (?:[\\w']+ ){0,3}?(?:${device}|${noise}|mine|yours|me|you)\\b`,
      ),
    },
    {
      tells: 'names',
      weight: 1.6,
      says: new RegExp(`\\b(?:that|this|the) ${noise}(?: [\\w']+)? (?:is|was|comes|came)\\b`),
    },
    {
      tells: 'names',
      weight: 0.8,
      says: /\b(?:what|who) (?:is|was|'s) (?:that|this|it|calling|ringing|texting)\b|\bdid you (?:all |guys )?hear that\b/,
    },
    {
      tells: 'names',
      weight: 2.2,
      says: new RegExp(
        `\\b${person}(?:'s| is| keeps| was| are| have| has)? (?:just |now |always |been )*(?:calling|texting|messaging|ringing|pinging|buzzing|beeping|vibrating|dinging|trying to (?:call|reach)|sending me)\\b`,
      ),
    },
    {
      tells: 'names',
      weight: 2.2,
      says: new RegExp(
        `\\b(?:keeps?|kept|won't stop|started|starts) (?:on )?(?:${noise}|calling|texting|messaging|sending)\\b`,
      ),
    },
    {
      tells: 'names',
      weight: 1.5,
      says: new RegExp(
        `\\bi (?:just |keep |am |'m )*(?:got|getting|get|received) (?:a|another|an|some|these|all these)(?: [\\w']+)? ?${device}\\b`,
      ),
    },
    {
      tells: 'names',
      weight: 1.5,
      says: new RegExp(
        `\\byou (?:[\\w']+ ){0,3}?(?:get|getting|hear|hearing|heard)(?: [\\w']+){0,3} (?:${device}|${noise})\\b`,
      ),
    },
    {
      tells: 'names',
      weight: 1.3,
      says: /\bthere (?:it|that|he|she|they) (?:goes|is|go) again\b|\bthere(?:'s| is) another one\b|\bnot again\b|\bthat(?:'s| is) not you\b/,
    },
    {
      tells: 'names',
      weight: 1.2,
      says: new RegExp(`\\b${device} (?:is|are) (?:on|very busy|busy|going|open)\\b`),
    },
    { tells: 'acts', weight: 2.2, says: new RegExp(`\\b${doing}\\b(?: [\\w']+){0,5}? ${act}`) },
    {
      tells: 'acts',
      weight: 2,
      says: /\b(?:forgot to|forgot i|thought i(?: had|'d)|should have|meant to)\b(?: [\w']+){0,3}? (?:mut|silenc|turn|switch|put|clos|off\b)/,
    },
    { tells: 'acts', weight: 1.2, says: new RegExp(`^(?:[\\w']+ ){0,2}${act}`) },
    { tells: 'both', weight: 1.2, says: new RegExp(`\\b${act} (?:[\\w']+ ){0,2}?${device}\\b`) },
    {
      tells: 'acts',
      weight: 1.2,
      says: new RegExp(
        `\\b${device}(?:'s| is| are)? (?:off|muted|silent|quiet|closed)\\b|\\b(?:it|that|this|they)(?:'s| is|'re| are) (?:[\\w']+ )?(?:off|muted|silenced|quiet)\\b|\\ball (?:quiet|muted|off)\\b`,
      ),
    },
    {
      tells: 'names',
      weight: 1.4,
      says: new RegExp(
        `\\b(?:a|the|that|this|my|our|another) (?:[\\w']+ )?(?:${device}|${nuisance}) again\\b`,
      ),
    },
    {
      tells: 'names',
      weight: 0.8,
      says: new RegExp(`\\b(?:that's|that is|that was|it's|it was) (?:[\\w']+ ){0,2}?${nuisance}\\b`),
    },
    {
      tells: 'nothing',
      weight: 0.8,
      says: /\b(?:are we|is this|is it|we're|we are|i'm|i am|was i) (?:still |even )?(?:recording|on air|live|rolling|on mute|muted)\b|\b(?:say|start|do|try|take) (?:that|this|it)(?: one)? (?:again|over|from the top)\b/,
    },
    {
      tells: 'acts',
      weight: 0.8,
      says: /^(?:[\w']+ ,? ?){0,2}(?:can|could|would) you (?:please |just )?(?:close|shut|open|pass|bring|hand|move|turn|keep|hold|wait|stop)\b/,
    },
    {
      tells: 'acts',
      weight: 0.8,
      says: /\bgive me (?:\w+ ){0,2}(?:seconds?|moments?|minutes?|secs?)\b|\bnot now\b|\bbe right back\b|\b(?:ignore|excuse) (?:that|the|this)\b/,
    },
    {
      tells: 'acts',
      weight: 1.6,
      says: /\b(?:cut|edit|take|leave) (?:that|this|it)(?: [\w']+)? out\b|\btakes? that out\b/,
    },
    {
      tells: 'acts',
      weight: 1,
      says: /(?:^|, |\b(?:so|very|oh|really|am|i'm|yes|no|me|terribly) )sorry(?: ,|$| (?:about|for|everyone|that|i|my|it|one|just|folks|guys|everybody|listeners)\b)|\bsorry$|\b(?:excuse me|apolog(?:ies|ise|ize)|pardon(?: me)?|forgive me)\b/,
    },
    {
      tells: 'acts',
      weight: 0.8,
      says: /\b(?:hold on|hang on|hold that thought|one (?:second|sec|moment)|a (?:second|sec|moment|minute)|bear with me|wait)\b/,
    },
    {
      tells: 'nothing',
      weight: 0.8,
      says: /\b(?:annoying|distracting|embarrassing|awkward|how fitting|never sleeps?|no (?:problem|worries)|never mind)\b/,
    },
    { tells: 'nothing', weight: 0.4, says: new RegExp(`\\b(?:${device}|${noise})\\b`) },
    {
      tells: 'nothing',
      weight: 0.6,
      says: /^(?:okay|ok|cool|done|there we go)(?:$| ,| now| so| it| that)|\b(?:done now|go with it|too much to figure out|thank you for waiting)\b/,
    },
  ],
  guards: [
    {
      weight: 1.6,
      says: /\b(?:last|next|every|that) (?:week|month|year|night|time|day|evening|morning)\b|\byesterday\b|\btomorrow\b|\bonce\b|\bago\b|\bwhen i was\b|\bin the (?:morning|evening|night)\b|\bat night\b|\ba day\b/,
    },
    {
      weight: 1.6,
      says: /\b(?:people|users?|listeners?|customers?|developers?|everyone|everybody|nobody|anybody|they|somebody thought)\b/,
    },
    {
      weight: 1.6,
      says: /\bhow (?:do|does|can|did|should) (?:you|i|we|people|one)\b|\bwhen (?:you|they|we|there|a|somebody|the)\b|\bif you\b|\byou (?:press|choose|set|turn|put|can|mute|want)\b/,
    },
    {
      weight: 1.6,
      says: /\b(?:told|asked|wrote|said|invented|design\w*|history|feature|product|library|channel|study|business|store|question|means|should (?:say|be|have been)|project)\b/,
    },
    {
      weight: 1.8,
      says: /^(?:\w+ ){0,1}(?:turn|put|leave|switch|mute) your\b|\byour phone over\b|\bphones should\b/,
    },
    {
      weight: 1,
      says: /\b(?:he|she|we|his|her|their) (?:\w+ )?(?:called|mutes?|put|turned|rang|stole|was|were|had|hear)\b/,
    },
  ],
};
