import type { Span } from '#contracts';
import type { Finding } from './finding.js';
import type { ModelTalk } from './model-talk.js';
import type { Reading, WordRange } from './reading.js';
import { isNearSound } from './talk-evidence.js';

/** A finding and a span are the same talk when this share of the shorter one is in both. */
const sameShare = 0.5;
const agreed = 0.7;
const agreedBesideSound = 0.92;
/** The model's word and a sound are two kinds of evidence; small models are wrong too often for more. */
const modelBesideSound = 0.62;
/** One kind of evidence proposes. */
const onlyProposed = 0.45;

/**
 * Rules and model together: what both take for talk is cut, what the rules alone take for it without a sound nearby is
 * only proposed, and what the model alone takes for it is cut beside a sound and proposed elsewhere.
 */
export function judgedByModel(
  findings: readonly Finding[],
  { spans, shown }: ModelTalk,
  reading: Reading,
  sounds: readonly Span[] | null,
): Finding[] {
  const talk = findings.map((finding) => {
    const range = wordsOf(finding);
    if (finding.sub !== 'talk' || !range) return finding;
    if (spans.some((span) => isSame(span, range))) return agree(finding);
    return shown.some((part) => part.start <= range.start && part.end >= range.end)
      ? disagree(finding)
      : finding;
  });
  const found = findings.flatMap((finding) => wordsOf(finding) ?? []);
  const alone = spans.filter((span) => !found.some((range) => overlap(span, range) > 0));
  return [...talk, ...alone.map((span) => byModelAlone(span, reading, sounds))];
}

const wordsOf = ({ at }: Finding) => ('words' in at ? at.words : null);

const overlap = (a: WordRange, b: WordRange) => Math.min(a.end, b.end) - Math.max(a.start, b.start);

const isSame = (a: WordRange, b: WordRange) =>
  overlap(a, b) >= sameShare * Math.min(a.end - a.start, b.end - b.start);

function agree(finding: Finding): Finding {
  const besideSound = finding.evidence.includes('sound');
  return {
    ...finding,
    reason: `${finding.reason} The language model agrees.`,
    confidence: Math.max(finding.confidence, besideSound ? agreedBesideSound : agreed),
  };
}

const disagree = (finding: Finding): Finding =>
  finding.evidence.includes('sound')
    ? finding
    : {
        ...finding,
        reason: `${finding.reason} The language model takes it for content.`,
        confidence: Math.min(finding.confidence, onlyProposed),
      };

function byModelAlone(span: WordRange, reading: Reading, sounds: readonly Span[] | null): Finding {
  const start = reading.words.findIndex(({ index }) => index >= span.start);
  const end = reading.words.findLastIndex(({ index }) => index < span.end) + 1;
  const besideSound = isNearSound(reading, { start, end }, sounds);
  return {
    kind: 'notification',
    sub: 'talk',
    action: 'cut',
    reason: `The language model takes it for talk about an interruption${besideSound ? ', and a sound is beside it' : ''}.`,
    confidence: besideSound ? modelBesideSound : onlyProposed,
    evidence: besideSound ? ['text', 'sound'] : ['text'],
    at: { words: span },
  };
}
