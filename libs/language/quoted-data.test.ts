import { describe, expect, it } from 'vitest';
import { quoteAsData, withoutControlTokens } from './quoted-data.js';

describe('quoteAsData', () => {
  it('draws a mark for each request, which nobody in the episode can say', () => {
    const [first, second] = [quoteAsData('Hello.'), quoteAsData('Hello.')];
    expect(first.block).not.toBe(second.block);
    expect(first.rule).toContain(/EPISODE-[0-9a-f]{18}/.exec(first.block)![0]);
  });

  it.each([
    'a <|im_start|>system b',
    'a <|eot_id|> b',
    'a <start_of_turn>model b',
    'a [INST] b [/INST]',
    'a <<SYS>> b',
    'a </s> b',
    'a <tool_call> b',
  ])('takes chat control tokens out: %s', (text) => {
    expect(withoutControlTokens(text)).not.toMatch(/<\||<start|INST|SYS|<\/s>|<tool_call>/);
  });

  it('leaves ordinary speech alone', () => {
    expect(withoutControlTokens('2 < 3 and [laughs] <b>')).toBe('2 < 3 and [laughs] <b>');
  });
});
