import { describe, expect, it } from 'vitest';
import type { FoundSound } from './events.js';
import { gather, withoutVoiceTakenForChimes } from './gather.js';

const found = (startMs: number, endMs: number, score: number, by: string): FoundSound => ({
  startMs,
  endMs,
  score,
  by,
});
const none = { gaps: [], matches: [], heard: [] };

describe('what several detectors found', () => {
  it('is one event, with the edges of the gap and the doubt of all of them', () => {
    const gap = found(1000, 1400, 0.8, 'energy-without-voice');
    const [event, ...more] = gather({ ...none, gaps: [gap], heard: [found(900, 1600, 0.5, 'sound-model')] });
    expect(more).toEqual([]);
    expect(event).toMatchObject({ startMs: 1000, endMs: 1400, mode: 'gap' });
    expect(event!.confidence).toBeCloseTo(0.9);
    expect(event!.evidence).toEqual(['energy-without-voice', 'sound-model']);
  });

  it('only proposes when one of them is alone, however sure', () => {
    const [event] = gather({ ...none, matches: [found(1000, 1400, 0.98, 'recurrence')] });
    expect(event!.confidence).toBe(0.49);
  });

  it('has the edges of a sure match under speech, and those of the network where the match is faint', () => {
    const heard = [found(900, 1600, 0.4, 'sound-model')];
    const sure = gather({ ...none, heard, matches: [found(1000, 1400, 0.7, 'recurrence')] });
    expect(sure).toMatchObject([{ startMs: 1000, endMs: 1400, mode: 'over' }]);
    const faint = gather({ ...none, heard, matches: [found(1000, 1400, 0.3, 'recurrence')] });
    expect(faint).toMatchObject([{ startMs: 900, endMs: 1600, confidence: expect.closeTo(0.58) }]);
  });

  it('is nothing when only its energy stands out, and a proposal when another is faint', () => {
    const gaps = [found(1000, 1400, 0.9, 'energy-without-voice')];
    expect(gather({ ...none, gaps })).toEqual([]);
    const [event] = gather({ ...none, gaps, heard: [found(1000, 1400, 0.05, 'sound-model')] });
    expect(event!.confidence).toBe(0.49);
  });

  it('is nothing when all of them are faint', () => {
    expect(gather({ ...none, heard: [found(0, 200, 0.3, 'sound-model')] })).toEqual([]);
    expect(gather({ ...none, matches: [found(0, 200, 0.3, 'recurrence')] })).toEqual([]);
  });

  it('leaves out what the network alone hears all the time', () => {
    const heard = Array.from({ length: 10 }, (_, n) => found(5000 * n, 5000 * n + 300, 0.5, 'sound-model'));
    const events = gather({ ...none, heard, matches: [found(5000, 5300, 0.8, 'recurrence')] });
    expect(withoutVoiceTakenForChimes(events, 60_000)).toEqual([events[1]]);
    expect(withoutVoiceTakenForChimes(events, 600_000)).toEqual(events);
  });
});
