import { z } from 'zod';

/** How to answer, for models whose server does not show them the schema. */
export const schemaInWords = (schema: z.ZodType): string =>
  `Answer with one JSON object and nothing else. It must fit this JSON schema:\n${JSON.stringify(z.toJSONSchema(schema))}`;

export type Parsed = { ok: true; value: unknown } | { ok: false; fault: string };

/** The object in an answer, checked; prose and code fences around it are forgiven, anything else is a named fault. */
export function parseAnswer(text: string, schema: z.ZodType): Parsed {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || end < start) return { ok: false, fault: 'it holds no JSON object' };
  let value: unknown;
  try {
    value = JSON.parse(text.slice(start, end + 1));
  } catch (error) {
    return { ok: false, fault: error instanceof Error ? error.message : 'it is not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const faults = parsed.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'object'}: ${message}`);
  return { ok: false, fault: faults.join('; ') };
}
