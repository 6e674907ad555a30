import { Injectable } from '@nestjs/common';
import type { Notes, TranscriptView } from '#contracts';
import { srt, transcriptText, vtt } from '#feed';
import {
  type AnyStage,
  type Backend,
  clean,
  loadArtifact,
  publish,
  render,
  type StageOutput,
  summarize,
  transcribe,
} from '#pipeline';
import { InjectBackend } from '../backend.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { notMadeYet } from '../http/request-failure.js';
import { publishedView, sourceView } from './published-words.js';

export type TextFormat = 'vtt' | 'srt' | 'txt';
type Time = TranscriptView['time'];

const write = { vtt, srt, txt: transcriptText };

@Injectable()
export class TranscriptsService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly episodes: EpisodesService,
  ) {}

  async words(episodeId: string, time: Time): Promise<TranscriptView> {
    const transcript = await this.load(episodeId, transcribe, 'transcript');
    if (time === 'source') return sourceView(transcript);
    const edits = await this.load(episodeId, clean, 'list of cuts');
    return publishedView(transcript, edits, await this.load(episodeId, render, 'published time'));
  }

  /** In published time these are the very files that listeners get. */
  async text(episodeId: string, format: TextFormat, time: Time): Promise<string> {
    if (time === 'source') return write[format](await this.load(episodeId, transcribe, 'transcript'));
    const { transcripts } = await this.load(episodeId, publish, 'published transcript');
    const file = await this.backend.objects.read(transcripts[format === 'txt' ? 'text' : format]);
    return file.toString('utf8');
  }

  notes(episodeId: string): Promise<Notes> {
    return this.load(episodeId, summarize, 'set of notes');
  }

  private async load<S extends AnyStage>(
    episodeId: string,
    stage: S,
    thing: string,
  ): Promise<StageOutput<S>> {
    await this.episodes.find(episodeId);
    const made = await loadArtifact(this.backend, episodeId, stage);
    if (!made) throw notMadeYet(thing);
    return made.value;
  }
}
