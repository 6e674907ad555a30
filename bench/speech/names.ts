import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GlossaryTerm } from '#contracts';
import { correctNames } from '#speech';
import { importTranscript } from '../../libs/pipeline/stages/transcribe/import/import-transcript.js';
import { fact, type Row, row } from '../bench.js';
import { shared } from './recordings.js';

const page = join(shared, 'data/venturestep-llama3');
const others = join(shared, 'data/chapters-syntax');

/** How long a page takes to be read, and what a show's glossary changes in other people's shows: only their spelling. */
export async function nameRows(): Promise<Row[]> {
  if (!existsSync(page)) return [fact('names', 'not measured: needs ../shared/data')];
  const { terms } = JSON.parse(readFileSync(join(page, 'glossary.json'), 'utf8')) as {
    terms: Omit<GlossaryTerm, 'soundsLike'>[];
  };
  const glossary = terms.map((term) => ({ ...term, soundsLike: [] }));
  const text = readFileSync(join(page, 'page.txt'));
  const headers = text.toString().match(/^.+ \((?:\d+:)?\d+:\d+\.\d+\)$/gm)?.length ?? 0;
  const read = (bytes: Buffer, filename: string) =>
    importTranscript(bytes, { filename, language: 'en', durationMs: null });
  const startedAt = performance.now();
  const whole = read(text, 'page.txt');
  const seconds = (performance.now() - startedAt) / 1000;
  const { corrections } = await correctNames(whole, glossary);

  let words = 0;
  const changed: string[] = [];
  for (const file of readdirSync(others).filter((name) => name.endsWith('.transcript.json'))) {
    const transcript = read(readFileSync(join(others, file)), file);
    words += transcript.words.length;
    const { corrections } = await correctNames(transcript, glossary);
    changed.push(...corrections.map(({ heard, right }) => `${heard} → ${right}`));
  }
  return [
    row('import of the page', `${seconds.toFixed(2)} s`, '≤ 1 s', seconds <= 1),
    fact('its headers, words', `${headers}, ${whole.words.length}`),
    fact('names put right in it (scored by the scoreboard)', String(corrections.length)),
    row(`changed in ${words} words of other shows`, String(changed.length), '0', changed.length === 0),
  ];
}
