import type { Sentence } from '#contracts';
import { type Example, fitLogistic, type Logistic } from '../../../logistic.js';
import { priorLogOdds, typicalChapterMs } from '../boundaries.js';
import { boundaryFeatures } from '../features.js';

/** An episode whose chapters are known. */
export interface Lesson {
  name: string;
  sentences: Sentence[];
  /** Inner chapter starts, in ms. */
  truthMs: number[];
  /** Where the annotated part ends. */
  untilMs: number;
  /** How far a mark may be off (standard deviation): hosts note times by ear. */
  spreadMs: number;
}

/** Marks further away than this many spreads are not this boundary's. */
const REACH = 2.2;
/** Rounds of guessing which sentence near a mark is meant, and learning from the guess. */
const ROUNDS = 5;
/** Leave-one-out over the development episodes: F1 .569, .587, .562 of the long shows with 1, 3, 10. */
const RIDGE = 3;

interface Prepared {
  lesson: Lesson;
  features: number[][];
  offset: number;
}

/**
 * Weights from marked episodes. A mark names a time, not a sentence: which sentence near it begins the chapter is learned
 * along with the weights (expectation maximisation).
 */
export function learn(lessons: Lesson[]): Logistic {
  const prepared = lessons.map((lesson): Prepared => {
    const durationMs = lesson.sentences.at(-1)!.endMs;
    const typicalMs = typicalChapterMs(durationMs);
    return {
      lesson,
      features: boundaryFeatures(lesson.sentences, typicalMs),
      offset: priorLogOdds(lesson.sentences.length, durationMs, typicalMs),
    };
  });
  let model: Logistic | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const examples = prepared.flatMap((one) => examplesOf(one, model));
    model = fitLogistic(examples, RIDGE, model);
  }
  return model!;
}

function examplesOf({ lesson, features, offset }: Prepared, model: Logistic | undefined): Example[] {
  const { sentences, truthMs, untilMs, spreadMs } = lesson;
  const targets = new Float64Array(sentences.length);
  for (const mark of truthMs) {
    const near = sentences.flatMap(({ startMs }, i) => {
      const distance = (startMs - mark) / spreadMs;
      if (i === 0 || Math.abs(distance) > REACH) return [];
      const likely = model
        ? features[i]!.reduce((sum, value, f) => sum + value * model.weights[f]!, model.bias)
        : 0;
      return [{ i, share: Math.exp(likely - 0.5 * distance ** 2) }];
    });
    const all = near.reduce((sum, { share }) => sum + share, 0);
    for (const { i, share } of near) targets[i] = Math.min(1, targets[i]! + share / all);
  }
  return sentences.flatMap(({ startMs }, i) =>
    i > 0 && startMs < untilMs ? [{ features: features[i]!, target: targets[i]!, offset }] : [],
  );
}
