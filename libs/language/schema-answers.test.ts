import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseAnswer } from './schema-answers.js';

const schema = z.object({ title: z.string() });

describe('parseAnswer', () => {
  it('forgives prose and fences around the object', () => {
    expect(parseAnswer('Sure! ```json\n{"title":"Bread"}\n``` Enjoy.', schema)).toEqual({
      ok: true,
      value: { title: 'Bread' },
    });
  });

  it.each([
    ['', 'no JSON object'],
    ['Bread', 'no JSON object'],
    ['{"title": "Br', 'no JSON object'],
    ['{"title": "Br"; }', 'JSON'],
    ['{"title": 3}', 'title'],
  ])('names the fault of %j', (answer, fault) => {
    const parsed = parseAnswer(answer, schema);
    expect(parsed.ok ? '' : parsed.fault).toContain(fault);
  });
});
