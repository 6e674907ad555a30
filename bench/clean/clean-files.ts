/**
 * Cleans recordings whose transcript is known, to measure the rules alone:
 *   tsx --conditions=source bench/clean/clean-files.ts PCM TRANSCRIPT EDITS [PCM TRANSCRIPT EDITS …]
 * PCM is raw 16 kHz mono s16le, TRANSCRIPT a transcript artifact; EDITS is written as `process` writes edits.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Cut, transcriptArtifact } from '#contracts';
import { detectSounds } from '#speech';
import { findCuts } from '../../libs/pipeline/stages/clean/find-cuts.js';
import { cleanSettings } from '../../libs/pipeline/stages/clean/settings.js';

const inSeconds = (cut: Cut) => ({
  start: cut.startMs / 1000,
  end: cut.endMs / 1000,
  kind: cut.kind,
  sub: cut.sub,
  action: cut.state === 'proposed' ? 'flag' : cut.action,
  state: cut.state,
  reason: cut.reason,
  confidence: cut.confidence,
});

const files = process.argv.slice(2);
for (let at = 0; at < files.length; at += 3) {
  const [pcm, transcriptPath, editsPath] = files.slice(at, at + 3) as [string, string, string];
  const transcript = transcriptArtifact.parse(JSON.parse(readFileSync(transcriptPath, 'utf8')));
  const started = performance.now();
  const sounds = await detectSounds(pcm, { signal: new AbortController().signal });
  const listened = performance.now();
  const cuts = findCuts(transcript, sounds, cleanSettings.parse({}), { verdicts: [], made: [] });
  const cleaned = performance.now();
  writeFileSync(editsPath, JSON.stringify({ cuts: cuts.map(inSeconds) }));
  process.stderr.write(
    `${editsPath}: listen ${(listened - started).toFixed(0)} ms, clean ${(cleaned - listened).toFixed(0)} ms, ${cuts.length} cuts\n`,
  );
}
