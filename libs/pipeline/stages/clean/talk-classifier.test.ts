import { afterAll, describe, expect, it } from 'vitest';
import { createEmbedder } from '#language';
import { spoken } from '../../test-transcript.js';
import { readTranscript, sentences } from './reading.js';
import { textOf, weighTalk } from './talk-classifier.js';
import { readLines, variantsOf } from './training/interruption-lines.js';

const embedder = createEmbedder();
afterAll(() => embedder.close());

const transcriptOf = (text: string) => spoken(text, { timing: 'interpolated' });

/** The likelihood of each sentence of a text. */
async function weigh(text: string): Promise<number[]> {
  const reading = readTranscript(transcriptOf(text));
  const all = sentences(reading);
  const weighed = await weighTalk(reading, all, embedder);
  return all.map((range) => weighed.get(textOf(reading, range))!);
}

describe('weighing talk', () => {
  it('believes in interruptions that it was never taught', async () => {
    const said = [
      'Oops, that beeping is my oven, let me turn it off.',
      'Sorry, the neighbour upstairs is hammering again.',
      'Hang on, my sister is trying to reach me on the phone.',
      'I am going to mute this group chat, one second.',
    ];
    for (const p of await weigh(said.join(' '))) expect(p).toBeGreaterThan(0.5);
  });

  it('leaves speech about the same things alone', async () => {
    const said = [
      'My sister reaches half a million listeners with her phone.',
      'The beeping of an oven is designed to be heard from the garden.',
      'In the group chat we planned the whole wedding.',
      'Hammering copper makes it hard.',
    ];
    for (const p of await weigh(said.join(' '))) expect(p).toBeLessThan(0.5);
  });

  it('asks no engine about nothing', async () => {
    const none = { embed: () => Promise.reject(new Error('asked')) };
    expect(await weighTalk(readTranscript(transcriptOf('Bread.')), [], none)).toEqual(new Map());
  });
});

describe('the lines it was taught', () => {
  it('hold thousands of each, and more speech that stays than talk', () => {
    const lines = readLines();
    const talk = lines.filter(({ isTalk }) => isTalk).length;
    expect(talk).toBeGreaterThan(2000);
    expect(lines.length - talk).toBeGreaterThan(talk);
  });

  it('are sentences without braces, each said once', () => {
    expect(variantsOf('{Sorry|Oh}, my {phone|watch} rings')).toContain('Oh, my phone rings.');
    for (const { text } of readLines()) expect(text).toMatch(/^[^{}|]+[.?!,]$/);
  });
});
