import { type AnswerEnd, type AnswerEvent, type AnswerPiece, asFailure, citedPassage } from '#contracts';
import { isStopWord, type LanguageModel, quoteAsData, withoutControlTokens } from '#language';
import {
  type Evidence,
  faultOf,
  gatherEvidence,
  numberReadings,
  pruneProse,
  sentencesOf,
  stem,
  wordsIn,
} from '../grounding/index.js';
import { type Claim, claimsOf } from './claims.js';
import type { FoundPassage, Said } from './find-passages.js';

/**
 * Below this nobody spoke of it. Measured on a talk and on other shows' questions: the nearest sentence lies at .46–.79 for
 * what was spoken of and at .15–.44 for what was not.
 */
const SPOKEN_OF = 0.45;
/** Five sentences. */
const ANSWER_TOKENS = 400;
const refusal = /^\W*NOT IN (?:THIS )?SHOW/iu;

const style =
  'You answer a question about a podcast from passages of its transcript, and from nothing else. ' +
  'Write at most five plain sentences in the language of the passages, in their words where you can. After each sentence put ' +
  'the number of the passage it rests on in square brackets, such as [2]. No markup, no introduction. ' +
  'If the passages do not answer the question, write NOT IN SHOW and nothing else.';

/**
 * An answer as it comes: the passages, then each claim that its passages bear out, then how it ended. Without a model, or
 * when it fails, the passages are the answer.
 *
 * @param passages best first
 * @throws the reason of the signal when aborted; a bug
 */
export async function* answerQuestion(
  question: string,
  passages: FoundPassage[],
  model: LanguageModel | null,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const spokenOf = (passages[0]?.likeness ?? 0) >= SPOKEN_OF;
  yield { type: 'passages', passages: spokenOf ? passages.map((one) => citedPassage.parse(one)) : [] };
  const end: AnswerEnd = {
    verdict: spokenOf ? 'passages' : 'not-in-show',
    model: null,
    degraded: null,
    dropped: [],
  };
  if (!spokenOf || !model) {
    yield { type: 'end', ...end };
    return;
  }
  end.model = model.id;
  try {
    for await (const claim of claimsOf(model.stream(requestOf(question, passages, signal)))) {
      if (claim.sources.length === 0 && refusal.test(claim.text)) {
        end.verdict = 'not-in-show';
        break;
      }
      const checked = check(claim, passages);
      if (typeof checked === 'string') end.dropped.push({ text: claim.text.slice(0, 300), reason: checked });
      else {
        end.verdict = 'answered';
        yield { type: 'piece', ...checked };
      }
    }
    if (end.verdict === 'passages') end.degraded = 'nothing that the language model wrote could be verified';
  } catch (error) {
    signal.throwIfAborted();
    const failure = asFailure(error);
    if (failure.failureClass === 'bug') throw error;
    end.degraded = failure.message;
  }
  yield { type: 'end', ...end };
}

function requestOf(question: string, passages: FoundPassage[], signal: AbortSignal) {
  const lines = passages.map(
    ({ said, episodeTitle }, i) =>
      `[${i + 1}] (${episodeTitle}) ${trusted(said)
        .map(({ text }) => text)
        .join(' ')}`,
  );
  const { block, rule } = quoteAsData(lines.join('\n\n'));
  return {
    system: `${style} ${rule}`,
    messages: [{ role: 'user' as const, content: `${block}\n\nQuestion: ${withoutControlTokens(question)}` }],
    maxTokens: ANSWER_TOKENS,
    signal,
  };
}

const evidenceOf = (said: Said[]): Evidence =>
  gatherEvidence({ sentences: said, language: 'en' }, { glossary: [] });

/** What was said to listeners: sentences that speak to a machine are left out. */
function trusted(said: Said[]): Said[] {
  const { suspect } = evidenceOf(said);
  return said.filter(({ id }) => !suspect.has(id));
}

/** The claim with the moments it rests on, or why it does not hold. */
function check({ text, sources }: Claim, passages: FoundPassage[]): AnswerPiece | string {
  const cited = sources.map((number) => number - 1).filter((index) => passages[index]);
  if (cited.length === 0) return 'names no passage';
  const evidence = evidenceOf(cited.flatMap((index) => trusted(passages[index]!.said)));
  const plain = pruneProse(text);
  if (!plain) return 'says nothing';
  for (const sentence of sentencesOf(plain)) {
    const fault = faultOf(sentence, evidence);
    if (fault) return fault;
  }
  return {
    text: plain,
    cites: cited.map((passage) => ({ passage, startMs: momentOf(plain, passages[passage]!) })),
  };
}

/** When the passage's sentence was said that shares most content words and numbers with the claim. */
function momentOf(claim: string, { said, startMs }: FoundPassage): number {
  const wanted = subjectsOf(claim);
  const shared = said.map(({ text }) => [...subjectsOf(text)].filter((one) => wanted.has(one)).length);
  const most = Math.max(...shared);
  return most > 0 ? said[shared.indexOf(most)]!.startMs : startMs;
}

const subjectsOf = (text: string): Set<string> =>
  new Set([
    ...wordsIn(text)
      .filter((word) => !isStopWord(word))
      .map(stem),
    ...numberReadings(text),
  ]);
