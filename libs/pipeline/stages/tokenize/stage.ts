import { z } from 'zod';
import { type Chunk, type Sentence, tokensArtifact } from '#contracts';
import { countTokens, cueStrength, keyPhrases, meanVector, packVector, readCue } from '#language';
import { defineStage } from '../../define-stage.js';
import { clean } from '../clean/stage.js';
import { transcribe } from '../transcribe/stage.js';
import { chunkSentences } from './chunks.js';

import { joinWords, splitSentences } from './sentences.js';
import { spokenText } from './spoken-text.js';

/** The cleaned text in sentences with times, counted, embedded and cut into chunks. */
export const tokenize = defineStage({
  name: 'tokenize',
  version: 2,
  queue: 'cpu',
  needs: { transcript: transcribe, edits: clean },
  settings: z.object({}),
  output: tokensArtifact,
  async run({ transcript, edits }, { embedder, progress, signal }) {
    const spoken = spokenText(transcript, edits).flatMap((paragraph, number) =>
      splitSentences(paragraph, transcript.language).map((words) => ({ words, paragraph: number })),
    );
    const texts = spoken.map(({ words }) => joinWords(words).text);
    progress(0.1, 'counting and embedding sentences');
    const [counts, pieces, vectors] = await Promise.all([
      countTokens([texts.join(' ')], ['llama-3', 'o200k_base'], signal),
      embedder.countTokens(texts, signal),
      embedder.embed(texts, signal),
    ]);

    const sentences = spoken.map(({ words, paragraph }, i): Sentence => {
      const first = words[0]!;
      const last = words.at(-1)!;
      return {
        id: `s${String(i + 1).padStart(4, '0')}`,
        text: texts[i]!,
        startMs: first.startMs,
        endMs: last.endMs,
        wordStart: first.index,
        wordEnd: last.index + 1,
        ...(first.speaker === undefined ? {} : { speaker: first.speaker }),
        paragraph,
        cue: cueStrength(readCue(texts[i]!)),
        pauseBeforeMs: first.pauseBeforeMs,
        vector: packVector(vectors[i]!),
      };
    });
    const chunks = chunkSentences(pieces).map((range, i): Chunk => {
      const inside = sentences.slice(range.sentenceStart, range.sentenceEnd);
      return {
        ...range,
        id: `c${String(i + 1).padStart(3, '0')}`,
        startMs: inside[0]!.startMs,
        endMs: inside.at(-1)!.endMs,
        text: inside.map(({ text }) => text).join(' '),
        vector: packVector(
          meanVector(
            vectors.slice(range.sentenceStart, range.sentenceEnd),
            pieces.slice(range.sentenceStart, range.sentenceEnd),
          ),
        ),
      };
    });
    const exact = (tokenizer: string, tokens: number) => ({ tokenizer, tokens, exact: true });
    return {
      language: transcript.language,
      sentences,
      counts: [
        exact('llama-3', counts['llama-3'][0]!),
        exact('o200k_base', counts.o200k_base[0]!),
        exact(
          embedder.id,
          pieces.reduce((sum, count) => sum + count, 0),
        ),
      ],
      chunks,
      keyPhrases: keyPhrases(texts),
    };
  },
});
