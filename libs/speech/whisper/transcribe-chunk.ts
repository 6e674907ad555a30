import type { GlossaryTerm, Word } from '#contracts';
import { measureEnergy } from '../audio/energy.js';
import type { ChunkResult, SpeechChunk } from '../transcriber.js';
import { snapWords } from '../word-times/snap-words.js';
import { decode } from './decode.js';
import type { WhisperGraphs } from './graphs.js';
import { languages, languageToken, startOfTranscript } from './special-tokens.js';
import type { Vocabulary } from './vocabulary.js';
import { writtenWords } from './words.js';

const windowMs = 15_000;

export class ChunkTranscriber {
  constructor(
    private readonly graphs: WhisperGraphs,
    private readonly vocabulary: Vocabulary,
  ) {}

  async detectLanguage(samples: Float32Array): Promise<{ language: string; probability: number }> {
    const sound = await this.graphs.encode(samples, windowMs);
    const { logits } = await sound.begin().feed([startOfTranscript]);
    const scores = languages.map((code) => logits[languageToken(code)]!);
    const highest = Math.max(...scores);
    const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
    return { language: languages[scores.indexOf(highest)]!, probability: 1 / total };
  }

  async transcribe(
    samples: Float32Array,
    chunk: SpeechChunk,
    options: { language: string; glossary: GlossaryTerm[] },
  ): Promise<ChunkResult> {
    const sound = await this.graphs.encode(samples, windowMs);
    const prompt = this.vocabulary.encode(' Um, uh, so, uh, um, like.');
    const decoded = await decode(sound, this.vocabulary, {
      language: options.language,
      prompt,
      timestamps: true,
      temperature: 0,
      random: Math.random,
      fillerTokens: [' uh', ' um', ' Uh', ' Um', ' er', ' Er', ' uhm'].map(
        (text) => this.vocabulary.encode(text)[0]!,
      ),
    });
    const written = writtenWords(decoded, this.vocabulary, options.language, sound.soundFrames);
    const words = snapWords(written, measureEnergy(samples)).map(
      (word): Word => ({ ...word, startMs: word.startMs + chunk.startMs, endMs: word.endMs + chunk.startMs }),
    );
    return { language: options.language, words, dropped: [] };
  }
}
