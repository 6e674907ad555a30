import { Injectable } from '@nestjs/common';
import type { LessonView } from '#contracts';
import { type Backend, explainLessons, forgetLesson, readLessons } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound } from '../http/request-failure.js';
import { mustBeShow } from './must-be-show.js';

/** What the show's published cuts have taught; each lesson can be taken back. */
@Injectable()
export class LessonsService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  async list(showId: string): Promise<LessonView[]> {
    const { profile } = await mustBeShow(this.backend, showId);
    return explainLessons(await readLessons(this.backend.database, showId), profile);
  }

  async forget(showId: string, lessonId: string, by: string): Promise<void> {
    await mustBeShow(this.backend, showId);
    if (!(await forgetLesson(this.backend, showId, lessonId, by))) throw notFound('lesson');
  }
}
