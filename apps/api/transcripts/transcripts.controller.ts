import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type NotesView, notesView, type TranscriptView, transcriptQuery, transcriptView } from '#contracts';
import { TranscriptsService } from './transcripts.service.js';

type Asked = z.infer<typeof transcriptQuery>;
const episodeId = { schema: z.uuid() };
const time = { schema: transcriptQuery };

@ApiTags('transcripts')
@Controller('api/v1/episodes/:episodeId')
export class TranscriptsController {
  constructor(private readonly transcripts: TranscriptsService) {}

  @Get('transcript.json')
  @ApiOkResponse({ standardSchema: transcriptView })
  json(@Param('episodeId', episodeId) id: string, @Query(time) asked: Asked): Promise<TranscriptView> {
    return this.transcripts.words(id, asked.time);
  }

  @Get('transcript.vtt')
  @Header('Content-Type', 'text/vtt; charset=utf-8')
  @ApiProduces('text/vtt')
  vtt(@Param('episodeId', episodeId) id: string, @Query(time) asked: Asked): Promise<string> {
    return this.transcripts.text(id, 'vtt', asked.time);
  }

  @Get('transcript.srt')
  @Header('Content-Type', 'application/x-subrip; charset=utf-8')
  @ApiProduces('application/x-subrip')
  srt(@Param('episodeId', episodeId) id: string, @Query(time) asked: Asked): Promise<string> {
    return this.transcripts.text(id, 'srt', asked.time);
  }

  @Get('transcript.txt')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  txt(@Param('episodeId', episodeId) id: string, @Query(time) asked: Asked): Promise<string> {
    return this.transcripts.text(id, 'txt', asked.time);
  }

  @Get('notes')
  @ApiOkResponse({ standardSchema: notesView })
  notes(@Param('episodeId', episodeId) id: string): Promise<NotesView> {
    return this.transcripts.notes(id);
  }
}
