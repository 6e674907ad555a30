import { Injectable } from '@nestjs/common';
import type { NotesView, TranscriptView } from '#contracts';
import { srt, transcriptText, vtt } from '#feed';
import {
  type AnyStage,
  type Backend,
  clean,
  type LastMade,
  loadLastMade,
  publish,
  render,
  type StageOutput,
  summarize,
  transcribe,
} from '#pipeline';
import { InjectBackend } from '../backend.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { notMadeYet, outdatedIf } from '../http/request-failure.js';
import { cutsOver } from '../review/cuts-over.js';
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
    if (time === 'source') return { ...sourceView(transcript.value), ...outdatedIf(transcript) };
    const edits = await this.load(episodeId, clean, 'list of cuts');
    const rendered = await this.load(episodeId, render, 'published time');
    const cuts = cutsOver(transcript.value.words, edits);
    return {
      ...publishedView(transcript.value, cuts, rendered.value),
      ...outdatedIf(transcript, edits, rendered),
    };
  }

  /** In published time these are the very files that listeners get. */
  async text(episodeId: string, format: TextFormat, time: Time): Promise<string> {
    if (time === 'source') return write[format]((await this.load(episodeId, transcribe, 'transcript')).value);
    const { transcripts } = (await this.load(episodeId, publish, 'published transcript')).value;
    const file = await this.backend.objects.read(transcripts[format === 'txt' ? 'text' : format]);
    return file.toString('utf8');
  }

  async notes(episodeId: string): Promise<NotesView> {
    const notes = await this.load(episodeId, summarize, 'set of notes');
    return { ...notes.value, ...outdatedIf(notes) };
  }

  private async load<S extends AnyStage>(
    episodeId: string,
    stage: S,
    thing: string,
  ): Promise<LastMade<StageOutput<S>>> {
    await this.episodes.find(episodeId);
    const made = await loadLastMade(this.backend, episodeId, stage);
    if (!made) throw notMadeYet(thing);
    return made;
  }
}
