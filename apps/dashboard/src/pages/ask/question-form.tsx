import { type FormEvent, useState } from 'react';

/** One question; `onAsk` gets it trimmed. */
export function QuestionForm({ asked, onAsk }: { asked: string; onAsk(question: string): void }) {
  const [text, setText] = useState(asked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk(text.trim());
  };
  return (
    <form className="question" onSubmit={submit}>
      <input
        className="search-field"
        type="search"
        aria-label="Your question"
        placeholder="What did we say about…?"
        minLength={2}
        maxLength={500}
        required
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button primary">
        Ask
      </button>
    </form>
  );
}
