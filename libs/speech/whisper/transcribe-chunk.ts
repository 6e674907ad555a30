import type { Energy } from '../audio/energy.js';
import { hesitationsOf } from '../fillers/hesitations.js';
import type { ChunkResult, SpeechChunk } from '../transcriber.js';
import { snapWords } from '../word-times/snap-words.js';
import type { Attempt } from './attempt.js';
import { decode, logSoftmax, startTokens } from './decode.js';
import { type EncodedSound, longestWindowMs, type WhisperGraphs } from './graphs.js';
import { hearDoubtsAlone } from './hear-alone.js';
import { hearChunk } from './hear-chunk.js';
import { languages, languageToken, startOfTranscript } from './special-tokens.js';
import { applyRules } from './token-rules.js';
import type { Vocabulary } from './vocabulary.js';
import { writtenWords } from './words.js';

/**
 * Chunks of at most 12 s are encoded in 15 s windows: a quarter of the encoder's work in 30 s windows, and half of a
 * decoding step's, at the same word error rate (our measurement on seven episodes).
 */
const shortWindowMs = 15_000;

interface Way {
  prompted: boolean;
  windowMs: number;
  temperature: number;
}
/** Tried in order until one is believed: with a filler prompt, without, as Whisper was trained, and with some chance. */
const ways: Way[] = [
  { prompted: true, windowMs: shortWindowMs, temperature: 0 },
  { prompted: false, windowMs: shortWindowMs, temperature: 0 },
  { prompted: false, windowMs: longestWindowMs, temperature: 0 },
  { prompted: false, windowMs: longestWindowMs, temperature: 0.4 },
];

/** Hears the words of one chunk: decodes until the text is believable, times it, marks fillers, drops inventions. */
export class ChunkTranscriber {
  constructor(
    private readonly graphs: WhisperGraphs,
    private readonly vocabulary: Vocabulary,
  ) {}

  async detectLanguage(samples: Float32Array): Promise<{ language: string; probability: number }> {
    return this.languageOf(await this.graphs.encode(samples, shortWindowMs));
  }

  private async languageOf(sound: EncodedSound): Promise<{ language: string; probability: number }> {
    const { logits } = await sound.begin().feed([startOfTranscript]);
    const scores = languages.map((code) => logits[languageToken(code)]!);
    const highest = Math.max(...scores);
    const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
    return { language: languages[scores.indexOf(highest)]!, probability: 1 / total };
  }

  async transcribe(
    samples: Float32Array,
    chunk: SpeechChunk,
    { language }: { language: string },
  ): Promise<ChunkResult> {
    const encoded = new Map<number, EncodedSound>();
    const prompt = hesitationsOf(language)?.prompt;
    const open = prompt === undefined ? ways.filter((way) => !way.prompted) : ways;
    const soundIn = async (windowMs: number) => {
      const sound = encoded.get(windowMs) ?? (await this.graphs.encode(samples, windowMs));
      encoded.set(windowMs, sound);
      return sound;
    };
    const heard = await hearChunk(samples, chunk, language, open, async (way, energy) => {
      const text = way.prompted ? (prompt ?? '') : '';
      const made = await this.attempt(await soundIn(way.windowMs), energy, language, text, way.temperature);
      return { ...made, words: await this.doubtsAlone(made.words, samples, language) };
    });
    return { ...heard, detected: await this.languageOf(await soundIn(shortWindowMs)) };
  }

  private async attempt(
    sound: EncodedSound,
    energy: Energy,
    language: string,
    prompt: string,
    temperature: number,
  ): Promise<Attempt> {
    const { vocabulary } = this;
    const decoded = await decode(sound, vocabulary, {
      language,
      prompt: prompt === '' ? [] : vocabulary.encode(` ${prompt}`),
      temperature,
      random: repeatableRandom(),
      fillerTokens: this.fillerTokens(language),
    });
    const words = writtenWords(decoded, vocabulary, language, sound.soundFrames);
    return {
      words: snapWords(words, energy),
      meanLogProbability: decoded.meanLogProbability,
      loopedText: vocabulary.decode(decoded.looped),
      prompt,
    };
  }

  private doubtsAlone(words: Attempt['words'], samples: Float32Array, language: string) {
    const prompt = hesitationsOf(language)?.prompt;
    if (prompt === undefined) return Promise.resolve(words);
    const start = startTokens({ language, prompt: this.vocabulary.encode(` ${prompt}`) });
    return hearDoubtsAlone(words, samples, language, this.graphs, async (sound, text) => {
      const { logits } = await sound.begin().feed(start);
      applyRules(logits, true, this.vocabulary.suppressed);
      const scores = logSoftmax(logits);
      const sum = (tokens: number[]) => tokens.reduce((total, token) => total + Math.exp(scores[token]!), 0);
      return { filler: sum(this.fillerTokens(language)), written: sum(this.firstTokens([text])) };
    });
  }

  /** First tokens of the language's hesitation words. */
  private fillerTokens(language: string): number[] {
    return this.firstTokens(hesitationsOf(language)?.words ?? []);
  }

  /** First tokens of words, small and capital. */
  private firstTokens(words: string[]): number[] {
    const forms = words.flatMap((word) => [` ${word}`, ` ${word[0]!.toUpperCase()}${word.slice(1)}`]);
    return [...new Set(forms.map((form) => this.vocabulary.encode(form)[0]!))];
  }
}

/** The same draws on every run, so that a chunk decoded again gives the same words (Mulberry32). */
function repeatableRandom(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
