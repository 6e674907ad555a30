import { createHash } from 'node:crypto';
import type { Cut, Decision, Span } from '#contracts';
import { overlapsAny } from '../../timeline.js';
import type { Finding } from './finding.js';
import { normalise, type ReadWord, saying, type WordRange } from './reading.js';
import type { RuleKind, Thresholds } from './settings.js';
import { endByLettersMs, isStretched } from './word-edges.js';

/** Silence left between the words on both sides of a cut, so that they do not collide. */
const keptPauseMs = 100;
/** A cut takes at most this much of the silence after it; the rest is a pause of its own. */
const mostPauseTakenMs = 600;
/** … and of the quiet after a filler, which may be music or a room, no more than this share of the filler's length. */
const quietShare = 0.5;
/** Words this near to each other are said in one breath. */
const touchingMs = 60;
/** A hesitation that runs into the next word is hardly longer: the rest of it is that word. */
const longestTouchingMs = 350;
/**
 * How far a cut stays away from a word that touches it. Where no pause parts two words, recognisers place their edge up
 * to 50 ms too early or too late at one place in ten (our measurement: 4,500 edges, sixteen recordings).
 */
const edgeMarginMs = 45;
/** Less is left of no cut: a hesitation that is shorter than this began earlier than its word. */
const leastCutMs = 120;
/** The least of a word's usual length that it takes. */
const leastShare = 0.7;
/** Before a comma a word is drawn out. */
const slowing = 1.4;
/** Less at the end of a cut, where a word is often too long already. */
const endMarginShare = 0.15;

export interface EditRules {
  thresholdsOf: (finding: Finding) => Thresholds;
  neverCut: readonly string[];
  /** Phrases that the show's decisions have taught to keep. */
  learnedPhrases: readonly string[];
}

type CutDecision = Extract<Decision, { kind: 'cut' }>;
type MadeCut = Extract<Decision, { kind: 'cut-made' }>;

/** Turns findings into the edit list: spans, ids, states by the profile, and then the host's word over it all. */
export function makeEditList(
  findings: readonly Finding[],
  words: readonly ReadWord[],
  rules: EditRules,
  host: { verdicts: readonly CutDecision[]; made: readonly MadeCut[] },
  proposed: readonly Cut[] = [],
): Cut[] {
  const kept = findings.filter((finding) => !isNeverCut(finding, words, rules));
  const cuts = kept.flatMap((finding) => toCut(finding, words, rules.thresholdsOf(finding)));
  const verdicts = new Map(host.verdicts.map((decision) => [decision.subject, decision.verdict]));
  const found = withProposals(withOwnIds(cuts), proposed);
  const decided = found.map((cut) => applyVerdict(cut, verdicts.get(cut.id)));
  const made = host.made
    .filter(({ startMs, endMs }) => endMs > startMs)
    .map((decision) => madeCut(decision, words, verdicts.get(decision.subject)));
  return [...decided, ...made].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

/** What a scan heard where a sound waits for the host already makes that one surer; it still waits. */
function withProposals(cuts: readonly Cut[], proposed: readonly Cut[]): Cut[] {
  const all = [...cuts];
  for (const proposal of proposed) {
    const at = all.findIndex(
      ({ kind, sub, state, ...span }) =>
        kind === proposal.kind &&
        sub === proposal.sub &&
        state === 'proposed' &&
        overlapsAny([span], proposal),
    );
    const cut = all[at];
    if (!cut) {
      all.push(proposal);
      continue;
    }
    const confidence = 1 - (1 - cut.confidence) * (1 - proposal.confidence);
    all[at] = { ...cut, confidence, reason: `${cut.reason} ${proposal.reason}` };
  }
  return all;
}

function toCut(finding: Finding, words: readonly ReadWord[], { auto, propose }: Thresholds): Cut[] {
  if (finding.confidence < propose) return [];
  const span = 'span' in finding.at ? finding.at.span : spanOfWords(words, finding.at.words, finding);
  if (span.endMs <= span.startMs) return [];
  const { at, ...facts } = finding;
  return [
    {
      ...facts,
      ...span,
      id: idOf(finding, words, span),
      state: finding.confidence >= auto ? 'auto' : 'proposed',
      decidedBy: 'machine',
      ...('words' in at ? { words: at.words } : {}),
    },
  ];
}

/** Whose thresholds a finding answers to. */
export const ruleKindOf = ({ kind, sub }: Pick<Finding, 'kind' | 'sub'>): RuleKind =>
  sub === 'talk' || sub === 'searching' ? 'talk' : kind === 'other' ? 'filler' : kind;

/** From the first word to the next kept one, less a short pause; never into a neighbour. */
function spanOfWords(words: readonly ReadWord[], { start, end }: WordRange, { kind, sub }: Finding): Span {
  const [before, first, last, next] = [words[start - 1], words[start]!, words[end - 1]!, words[end]];
  const lengthMs = last.endMs - first.startMs;
  const touchesBefore = before && first.startMs - before.endMs < touchingMs && !isStretched(before);
  const spareMs = Math.max(0, lengthMs - leastCutMs);
  const headMs = touchesBefore ? Math.min(marginAfter(before, first.startMs), spareMs) : 0;
  const startMs = first.startMs + headMs;
  if (!next) return { startMs, endMs: last.endMs };
  if (next.startMs - last.endMs < touchingMs) {
    const endMs = Math.min(last.endMs, Math.max(next.startMs, first.startMs));
    if (sub === 'um' || sub === 'uh') {
      const marginMs = Math.min(edgeMarginMs, spareMs - headMs);
      return { startMs, endMs: Math.min(endMs - marginMs, last.startMs + longestTouchingMs) };
    }
    const marginMs = Math.min(edgeMarginMs, endMarginShare * lengthMs);
    const drawnOut = last.mark === '' ? 1 : slowing;
    const latestMs = last.startMs + drawnOut * (endByLettersMs(last) - last.startMs);
    return { startMs, endMs: Math.min(endMs, latestMs) - marginMs };
  }
  const pauseMs = kind === 'filler' ? Math.min(mostPauseTakenMs, quietShare * lengthMs) : mostPauseTakenMs;
  return { startMs, endMs: Math.max(last.endMs, Math.min(next.startMs - keptPauseMs, last.endMs + pauseMs)) };
}

/** How far a cut stays away from the word before it, which is not so short as recognisers make some: "to" of 50 ms. */
const marginAfter = (before: ReadWord, startMs: number) =>
  Math.max(edgeMarginMs, before.startMs + leastShare * (endByLettersMs(before) - before.startMs) - startMs);

/** The same thing found at the same place keeps its id when its edges move a little. */
function idOf(finding: Finding, words: readonly ReadWord[], span: Span): string {
  const what = 'words' in finding.at ? saying(words, finding.at.words) : '';
  const place = Math.round(span.startMs / 1000);
  return createHash('sha256')
    .update(`${finding.kind}\n${finding.sub}\n${what}\n${place}`)
    .digest('hex')
    .slice(0, 16);
}

/** Two alike in one place ("um, um") are told apart by their order. */
function withOwnIds(cuts: readonly Cut[]): Cut[] {
  const seen = new Map<string, number>();
  return [...cuts]
    .sort((a, b) => a.startMs - b.startMs)
    .map((cut) => {
      const before = seen.get(cut.id) ?? 0;
      seen.set(cut.id, before + 1);
      return before === 0 ? cut : { ...cut, id: `${cut.id}-${before + 1}` };
    });
}

function isNeverCut(
  finding: Finding,
  words: readonly ReadWord[],
  { neverCut, learnedPhrases }: EditRules,
): boolean {
  const said = 'words' in finding.at ? saying(words, finding.at.words) : '';
  if (said !== '' && learnedPhrases.includes(said)) return true;
  return neverCut.some((entry) => {
    const phrase = entry.split(/\s+/).map(normalise).join(' ');
    return finding.sub === entry || finding.kind === entry || said === phrase;
  });
}

function applyVerdict(cut: Cut, verdict: CutDecision['verdict'] | undefined): Cut {
  if (verdict === undefined || verdict === 'restored') return cut;
  return { ...cut, state: verdict, decidedBy: 'host' };
}

function madeCut(
  decision: MadeCut,
  words: readonly ReadWord[],
  verdict: CutDecision['verdict'] | undefined,
): Cut {
  return {
    id: decision.subject,
    startMs: decision.startMs,
    endMs: decision.endMs,
    kind: 'other',
    sub: 'by hand',
    action: 'cut',
    state: verdict === 'rejected' ? 'rejected' : 'accepted',
    reason: decision.reason,
    confidence: 1,
    evidence: ['host'],
    decidedBy: 'host',
    ...wordsInside(words, decision),
  };
}

/** The words whose middle lies in a span. */
function wordsInside(words: readonly ReadWord[], span: Span): { words?: WordRange } {
  const inside = words.filter(({ startMs, endMs }) => {
    const middle = (startMs + endMs) / 2;
    return middle >= span.startMs && middle < span.endMs;
  });
  return inside.length > 0 ? { words: { start: inside[0]!.index, end: inside.at(-1)!.index + 1 } } : {};
}
