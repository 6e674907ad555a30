import { isQuestion, type Reading } from './reading.js';
import { followsOn, type Judged } from './talk-evidence.js';

/**
 * Fitted to the sentences of 16 made recordings, each judged by the other 15: of 176 sentences of talk 155 were found
 * at 0.6, with 12 of 595 others; on ten recordings with other voices, texts and sounds 98 of 119, with 9 of 343.
 */
const ownOdds = 1.2;
const neighbourOdds = 0.44;
const doubledLength = -1.28;
const bias = 2.12;
/** Log odds beyond this say no more; a sentence that was not asked about has the least. */
const mostOdds = 5;

/** However likely its neighbours are. */
const likelyByItself = 0.5;
/** Beside a sound: two kinds of evidence. */
const likely = 0.6;
/** Far from any sound, as then it is mostly only shown. */
const farFromSound = 0.8;
/** Content can stand between two interruptions: what joins them is likely as well. What is less likely is never talk. */
export const leastLikely = 0.3;
const sandwichedWords = 14;
/** A short answer to a question that is talk. */
const answerWords = 5;

/** Which sentences are talk, by what the classifier says of each and of those beside it, and by how near a sound is. */
export function chooseByLikelihood(reading: Reading, judged: readonly Judged[]): boolean[] {
  const odds = judged.map(({ likelihood = 0 }) =>
    Math.max(-mostOdds, Math.min(mostOdds, Math.log(likelihood / (1 - likelihood)))),
  );
  const beside = (n: number) =>
    [n - 1, n + 1].filter((m) => judged[m] && followsOn(reading, judged[n]!, judged[m]));
  const fused = judged.map(({ start, end, likelihood }, n) => {
    if (likelihood === undefined) return 0;
    const neighbour = Math.max(-mostOdds, ...beside(n).map((m) => odds[m]!));
    const sum =
      ownOdds * odds[n]! + neighbourOdds * neighbour + doubledLength * Math.log2(end - start) + bias;
    return 1 / (1 + Math.exp(-sum));
  });
  const chosen = judged.map(
    ({ nearSound, likelihood = 0 }, n) =>
      likelihood >= likelyByItself && fused[n]! >= (nearSound ? likely : farFromSound),
  );
  for (let changed = true; changed; ) {
    changed = false;
    judged.forEach((sentence, n) => {
      if (chosen[n]) return;
      const talk = beside(n).filter((m) => chosen[m]);
      const joins =
        (talk.length > 0 && (sentence.likelihood ?? 0) >= likelyByItself && fused[n]! >= likely) ||
        ((sentence.likelihood ?? 0) >= leastLikely &&
          ((talk.length === 2 && sentence.end - sentence.start <= sandwichedWords) ||
            (talk.includes(n - 1) && answers(reading, judged[n - 1]!, sentence))));
      if (!joins) return;
      chosen[n] = true;
      changed = true;
    });
  }
  return chosen;
}

const answers = (reading: Reading, question: Judged, { start, end }: Judged) =>
  isQuestion(reading, question) && end - start <= answerWords;
