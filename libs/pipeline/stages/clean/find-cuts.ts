import type { Cut, Decision, Sounds, Span, Transcript } from '#contracts';
import { makeEditList } from './edit-list.js';
import type { Finding } from './finding.js';
import { findHesitations } from './hesitations.js';
import { shortenPauses } from './pauses.js';
import { type ReadWord, readTranscript } from './reading.js';
import { type CleanSettings, effective } from './settings.js';
import { handleSounds } from './sounds.js';
import { trimToSounds } from './word-edges.js';

export interface HostDecisions {
  verdicts: readonly Extract<Decision, { kind: 'cut' }>[];
  made: readonly Extract<Decision, { kind: 'cut-made' }>[];
}

/** All rules over one episode, in order of start. No I/O; an hour takes well under a second. */
export function findCuts(
  transcript: Transcript,
  sounds: Sounds,
  settings: CleanSettings,
  host: HostDecisions,
): Cut[] {
  const heard = readTranscript(transcript);
  const reading = { ...heard, words: trimToSounds(heard.words, sounds.events) };
  const { thresholds, longestPauseMs } = effective(settings);
  const findings: Finding[] = [
    ...findHesitations(reading),
    ...handleSounds(sounds.events, reading.words),
    ...(reading.timed ? shortenPauses(quietStretches(reading.words, sounds), longestPauseMs) : []),
  ];
  return makeEditList(findings, reading.words, { thresholds, neverCut: settings.neverCut }, host);
}

/** Where neither a word nor a sound nor music is. */
function quietStretches(words: readonly ReadWord[], { events, music }: Sounds): Span[] {
  const busy = [...words, ...events, ...music].sort((a, b) => a.startMs - b.startMs);
  const quiet: Span[] = [];
  let endMs = busy[0]?.endMs ?? 0;
  for (const span of busy) {
    if (span.startMs > endMs) quiet.push({ startMs: endMs, endMs: span.startMs });
    endMs = Math.max(endMs, span.endMs);
  }
  return quiet;
}
