import type { SoundTemplate, Span } from '#contracts';
import { readFingerprint } from './fingerprint.js';
import { Flattener } from './flatten.js';
import { measureLevels, quantile } from './levels.js';
import { findMatches, matchScore, sureScore, templateOf } from './matching.js';
import { PcmRecording } from './pcm-recording.js';

/** A place where a known sound is heard. */
export interface TemplateMatch extends Span {
  /** The template's id. */
  templateId: string;
  /** 0 to 1: how sure the match is. */
  score: number;
}

export interface TemplateSearch {
  /** Raw 16 kHz mono s16le samples. */
  pcmPath: string;
  templates: readonly SoundTemplate[];
}

/** Where the templates are heard, in order of time. It computes on the calling thread; `matchTemplates` has a process for it. */
export async function searchTemplates({ pcmPath, templates }: TemplateSearch): Promise<TemplateMatch[]> {
  const recording = await PcmRecording.open(pcmPath);
  try {
    const speechDb = quantile(await measureLevels(recording), 0.9);
    const matches = await matchKnown(recording, speechDb, templates);
    // A fainter match needs another detector to agree, and a scan has none.
    return matches.filter(({ score }) => score >= sureScore);
  } finally {
    await recording.close();
  }
}

async function matchKnown(
  recording: PcmRecording,
  speechDb: number,
  known: readonly SoundTemplate[],
): Promise<TemplateMatch[]> {
  const byTemplate = new Map(
    known.map((sound) => [templateOf(readFingerprint(sound.fingerprint), sound.durationMs), sound.id]),
  );
  const flattener = Flattener.for(recording, speechDb);
  const matches = await findMatches(flattener, recording.length, [...byTemplate.keys()], []);
  return matches.map((match) => ({
    startMs: Math.round(match.startMs),
    endMs: Math.round(match.startMs + match.template.soundMs),
    templateId: byTemplate.get(match.template) ?? '',
    score: matchScore(match),
  }));
}
