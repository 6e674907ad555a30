import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type ObjectRef, uploadArtifact, type waveformView } from '#contracts';
import { type Backend, ingest, loadLastMade, render } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { notMadeYet, RequestFailure } from '../http/request-failure.js';
import { typeOfFilename } from './audio-type.js';
import { reducePeaks } from './waveform.js';

@Injectable()
export class AudioService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly episodes: EpisodesService,
  ) {}

  /** The recording as it was handed in, or the mix of its tracks. */
  async source(episodeId: string): Promise<ObjectRef> {
    const { audio, tracks } = uploadArtifact.parse((await this.episodes.find(episodeId)).upload);
    if (!audio && tracks?.length) {
      const mixed = await loadLastMade(this.backend, episodeId, ingest);
      if (!mixed?.value.audio) throw notMadeYet('mix of the tracks');
      return mixed.value.audio.source;
    }
    if (!audio) throw noRecording();
    return { sha256: audio.sha256, bytes: audio.bytes, type: typeOfFilename(audio.filename) };
  }

  /** The cleaned audio, published or not. */
  async rendered(episodeId: string): Promise<ObjectRef> {
    await this.source(episodeId);
    const made = await loadLastMade(this.backend, episodeId, render);
    if (!made?.value.audio) throw notMadeYet('cleaned audio');
    return made.value.audio;
  }

  async waveform(episodeId: string, points: number): Promise<z.infer<typeof waveformView>> {
    await this.source(episodeId);
    const audio = (await loadLastMade(this.backend, episodeId, ingest))?.value.audio;
    if (!audio) throw notMadeYet('waveform');
    const peaks = await this.backend.objects.read(audio.peaks);
    return { durationMs: audio.durationMs, ...reducePeaks(peaks, audio.peakMs, points) };
  }
}

const noRecording = () =>
  new RequestFailure(
    404,
    'This episode has a transcript but no recording.',
    'Upload its recording as a new episode.',
  );
