import { dependencyFailure } from '#contracts';
import type { ChunkSound, EngineState, Heard, HearOptions, Recogniser } from '../recogniser.js';
import { wavOf } from '../wav.js';
import { heardOf, transcription } from './answer.js';
import { ask, quoted, type Server } from './request.js';

export interface HttpRecogniserSettings extends Server {
  model: string;
  /** Requests at once. */
  parallel: number;
}

/** Any server with the OpenAI transcription API: one POST a chunk. */
export class HttpRecogniser implements Recogniser {
  readonly name = 'http';
  readonly model: string;
  readonly parallel: number;
  readonly takesTemperature = true;

  constructor(private readonly settings: HttpRecogniserSettings) {
    this.model = settings.model;
    this.parallel = settings.parallel;
  }

  async hear(
    { samples }: ChunkSound,
    { language, prompt, temperature, signal }: HearOptions,
  ): Promise<Heard> {
    const form = new FormData();
    form.set('file', new Blob([wavOf(samples)], { type: 'audio/wav' }), 'chunk.wav');
    form.set('model', this.model);
    form.set('response_format', 'verbose_json');
    form.append('timestamp_granularities[]', 'word');
    form.append('timestamp_granularities[]', 'segment');
    form.set('temperature', String(temperature));
    if (language) form.set('language', language);
    if (prompt) form.set('prompt', prompt);
    const body = await ask(this.settings, '/audio/transcriptions', { method: 'POST', body: form }, signal);
    return heardOf(this.read(body), samples);
  }

  /** Reaches the server by its list of models, which costs nothing; servers without that list count as reached. */
  async check(signal: AbortSignal): Promise<EngineState> {
    const { url } = this.settings;
    const listed = await ask(
      { ...this.settings, timeoutMs: 5_000, backoffMs: 200 },
      '/models',
      {},
      signal,
    ).catch((error: Error) => {
      if (/answered (404|405)/.test(error.message)) return null;
      throw error;
    });
    const offers = listed === null || listed.includes(JSON.stringify(this.model));
    return {
      runsOn: url,
      notices: offers
        ? []
        : [`${url} does not list the model ${this.model}: set WHISPER_MODEL to one it has.`],
    };
  }

  close(): void {}

  private read(body: string) {
    try {
      return transcription.parse(JSON.parse(body));
    } catch (error) {
      throw dependencyFailure(
        `The speech server ${this.settings.url} answered with something other than a transcription: ${quoted(body)}`,
        'Check that WHISPER_URL is the base of an OpenAI-compatible API; finished chunks are kept.',
        error,
      );
    }
  }
}
