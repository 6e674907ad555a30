import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock, srt, transcriptJson, vtt } from './captions.js';
import { type PublishedTranscript, transcriptText } from './published-transcript.js';

/** Words of 300 ms with 50 ms between; `|` is a pause of 2 s, `A:` a new speaker. */
function said(text: string, language = 'en'): PublishedTranscript {
  let atMs = 0;
  let speaker: string | undefined;
  const words: PublishedTranscript['words'] = [];
  for (const token of text.split(/\s+/)) {
    if (token === '|') atMs += 2000;
    else if (/^\p{Lu}\w*:$/u.test(token)) speaker = token.slice(0, -1);
    else {
      words.push({ text: token, startMs: atMs, endMs: atMs + 300, ...(speaker && { speaker }) });
      atMs += 350;
    }
  }
  return { language, words, paragraphs: words.length > 0 ? [0] : [] };
}

const cuesOf = (file: string) =>
  [...file.matchAll(/([\d:]+[.,]\d{3}) --> ([\d:]+[.,]\d{3})\n((?:.+\n)+)/g)].map(([, start, end, text]) => ({
    startMs: milliseconds(start!),
    endMs: milliseconds(end!),
    lines: text!.trimEnd().split('\n'),
  }));
const milliseconds = (text: string) => {
  const [hours, minutes, seconds] = text.replace(',', '.').split(':').map(Number);
  return Math.round((hours! * 3600 + minutes! * 60 + seconds!) * 1000);
};
const wordsOf = (lines: string[]) =>
  lines
    .join(' ')
    .replace(/<[^>]*>/g, '')
    .split(/\s+/)
    .filter(Boolean);

describe('vtt', () => {
  it('ends cues at sentences and pauses', () => {
    expect(vtt(said('We baked bread all night. It was good. | Then the oven broke.'))).toBe(
      [
        'WEBVTT\n',
        '00:00:00.000 --> 00:00:02.750\nWe baked bread all night. It was good.\n',
        '00:00:04.800 --> 00:00:06.150\nThen the oven broke.\n',
      ].join('\n'),
    );
  });

  it('names speakers and parts them', () => {
    expect(vtt(said('Ann: Is it warm? Bo: Not yet.'))).toContain(
      '<v Ann>Is it warm?\n\n00:00:01.050 --> 00:00:02.050\n<v Bo>Not yet.',
    );
  });

  it('escapes what WebVTT reads as markup, in words and in names', () => {
    const transcript = said('R&D <b> -->');
    transcript.words.forEach((word) => {
      word.speaker = 'A<b>&\nB';
    });
    expect(vtt(transcript)).toContain('<v Ab B>R&amp;D &lt;b&gt; --&gt;');
  });

  it('breaks a long sentence at a clause', () => {
    const text =
      'When the second oven that we had bought last year went cold in the night again, we took all of the bread out to the yard and waited there.';
    const cues = cuesOf(vtt(said(text)));
    expect(cues[0]?.lines.join(' ')).toMatch(/again,$/);
    expect(cues.length).toBe(2);
  });

  it('is a bare header when nothing is said', () => {
    expect(vtt(said('|'))).toBe('WEBVTT\n');
    expect(srt(said('|'))).toBe('');
  });

  it('writes scripts without spaces without spaces', () => {
    expect(vtt(said('我们 烤 面包。', 'zh'))).toContain('\n我们烤面包。\n');
  });
});

describe('srt', () => {
  it('numbers its cues and names a speaker who begins', () => {
    expect(srt(said('Ann: Is it warm? | I cannot feel it. Bo: Not yet.'))).toBe(
      [
        '1\n00:00:00,000 --> 00:00:01,000\nAnn: Is it warm?\n',
        '2\n00:00:03,050 --> 00:00:04,400\nI cannot feel it.\n',
        '3\n00:00:04,450 --> 00:00:05,450\nBo: Not yet.\n',
      ].join('\n'),
    );
  });

  it('lets a short sentence stand alone when a pause gives time to read it', () => {
    const transcript = said('It is your walls. Hard walls send your voice back a few milliseconds late');
    for (const word of transcript.words.slice(4)) {
      word.startMs += 700;
      word.endMs += 700;
    }
    for (const word of transcript.words.slice(0, 4)) {
      word.startMs /= 2;
      word.endMs /= 2;
    }
    expect(cuesOf(srt(transcript))[0]).toEqual({ startMs: 0, endMs: 1000, lines: ['It is your walls.'] });
  });

  it('leaves no single word over', () => {
    const cues = cuesOf(srt(said('we put the very last tray of warm bread into the old oven at nine again')));
    expect(cues.map(({ lines }) => wordsOf(lines).length)).toEqual([8, 8]);
  });
});

describe('every caption file', () => {
  const speakers = fc.constantFrom(undefined, 'Ann', 'Bo O’Neil-Featherstonehaugh the Third', '<&:>');
  const text = fc.oneof(
    fc.constantFrom(
      'bread',
      'oven,',
      'done.',
      'a',
      'really?',
      'R&D',
      '-->',
      'https://bread.example/a/very/long/address/that/goes/on/and/on/for/ever',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((value) => /\S/.test(value)),
  );
  const transcripts = fc
    .array(
      fc.tuple(
        text,
        fc.integer({ min: 0, max: 2500 }),
        fc.integer({ min: 0, max: 900 }),
        speakers,
        fc.boolean(),
      ),
      { maxLength: 80 },
    )
    .map((parts): PublishedTranscript => {
      let atMs = 0;
      const words = parts.map(([text, pauseMs, lastsMs, speaker]) => {
        const startMs = atMs + (pauseMs < 1500 ? pauseMs / 20 : pauseMs);
        atMs = startMs + lastsMs;
        return { text, startMs, endMs: atMs, ...(speaker && { speaker }) };
      });
      return {
        language: 'en',
        words,
        paragraphs: parts.flatMap((part, index) => (part[4] && index % 7 === 0 ? [index] : [])),
      };
    });

  it.each([
    ['vtt', vtt, 65],
    ['srt', srt, 32],
  ] as const)('%s: two lines at most, none too long, in order, short enough', (_name, write, width) => {
    fc.assert(
      fc.property(transcripts, (transcript) => {
        const cues = cuesOf(write(transcript));
        for (const [index, { startMs, endMs, lines }] of cues.entries()) {
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          expect(endMs - startMs).toBeLessThanOrEqual(7001);
          if (index > 0) expect(startMs).toBeGreaterThanOrEqual(cues[index - 1]!.endMs);
        }
      }),
    );
  });

  it('holds every word once, in order', () => {
    const plain = fc.array(fc.constantFrom('bread', 'oven,', 'done.', 'a', 'really?'), {
      minLength: 1,
      maxLength: 120,
    });
    fc.assert(
      fc.property(plain, (words) => {
        const transcript = said(words.join(' '));
        for (const write of [vtt, srt])
          expect(cuesOf(write(transcript)).flatMap(({ lines }) => wordsOf(lines))).toEqual(words);
      }),
    );
  });
});

describe('transcriptJson', () => {
  it('is the JSON of Podcasting 2.0, in seconds', () => {
    expect(JSON.parse(transcriptJson(said('Ann: It is cold. Bo: Still?')))).toEqual({
      version: '1.0.0',
      segments: [
        { speaker: 'Ann', startTime: 0, endTime: 1, body: 'It is cold.' },
        { speaker: 'Bo', startTime: 1.05, endTime: 2.05, body: 'Still?' },
      ],
    });
  });
});

describe('transcriptText', () => {
  it('is paragraphs and nothing else', () => {
    const transcript = { ...said('Ann: It is cold. Bo: Still?'), paragraphs: [0, 3] };
    expect(transcriptText(transcript)).toBe('It is cold.\n\nStill?\n');
    expect(transcriptText({ language: 'en', words: [], paragraphs: [] })).toBe('');
  });
});

describe('clock', () => {
  it('carries over', () => {
    expect(clock(3_599_999.6, '.')).toBe('01:00:00.000');
    expect(clock(360_000_000, ',')).toBe('100:00:00,000');
  });
});
