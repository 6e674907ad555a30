import { z } from 'zod';
import type { LessonView } from '#contracts';
import { ruleKindOf } from '../stages/clean/edit-list.js';
import { type Lesson, learnedFrom, withLearned } from '../stages/clean/learned.js';
import { cleanSettings, effective } from '../stages/clean/settings.js';

const cleanProfile = z.object({ clean: cleanSettings.optional() });

/**
 * What each lesson means for the show's next episode, in its own thresholds; those that change something come first.
 * @param profile the show's, as its row holds it
 */
export function explainLessons(lessons: readonly Lesson[], profile: unknown): LessonView[] {
  const settings = cleanProfile.parse(profile).clean ?? cleanSettings.parse({});
  const learned = learnedFrom(lessons);
  const views = lessons.map((lesson): LessonView => {
    const { id, sub, said, accepted, left, rejected } = lesson;
    const about = { id, sub, accepted, left, rejected };
    if (lesson.neverCut) return { ...about, said, effect: 'never-cut', auto: null };
    const usual = effective(settings).thresholds[ruleKindOf(lesson)];
    const auto = { usual: usual.auto, now: withLearned(usual, lesson, learned).auto };
    return { ...about, said: null, auto, effect: effectOf(auto) };
  });
  return views.sort((a, b) => Number(a.effect === 'nothing') - Number(b.effect === 'nothing'));
}

function effectOf({ usual, now }: { usual: number; now: number }): LessonView['effect'] {
  if (now === usual) return 'nothing';
  if (now > 1) return 'only-proposed';
  return now > usual ? 'cut-less' : 'cut-more';
}
