import { useEffect, useState } from 'react';
import { type AnswerEnd, type AnswerPiece, answerEvent, type CitedPassage } from '#contracts';
import { apiBase } from '../../api/request.js';

export interface Answer {
  passages: CitedPassage[];
  pieces: AnswerPiece[];
  /** null while the answer is being written. */
  end: AnswerEnd | null;
  failed: { message: string; remedy: string } | null;
}

const nothing: Answer = { passages: [], pieces: [], end: null, failed: null };
const lost = { message: 'The line broke off.', remedy: 'Ask again.' };

/**
 * The answer to a question, as it comes.
 * @param about what is asked, such as `/shows/<id>`
 */
export function useAnswer(about: string, question: string): Answer {
  const [answer, setAnswer] = useState(nothing);
  useEffect(() => {
    setAnswer(nothing);
    if (!question) return;
    const source = new EventSource(`${apiBase}${about}/ask/stream?question=${encodeURIComponent(question)}`);
    const finish = (last: Partial<Answer>) => {
      // An event source that is not closed asks again by itself.
      source.close();
      setAnswer((old) => ({ ...old, ...last }));
    };
    source.onerror = () => finish({ failed: lost });
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = answerEvent.parse(JSON.parse(data));
      if (event.type === 'passages') setAnswer((old) => ({ ...old, passages: event.passages }));
      else if (event.type === 'piece') setAnswer((old) => ({ ...old, pieces: [...old.pieces, event] }));
      else if (event.type === 'end') finish({ end: event });
      else finish({ failed: event });
    };
    return () => source.close();
  }, [about, question]);
  return answer;
}
