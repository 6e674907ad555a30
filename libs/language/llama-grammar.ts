import { z } from 'zod';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** More items than any list of ours needs: without an end a small model repeats itself until its tokens are spent. */
const MAX_ITEMS = 12;

/** llama.cpp refuses a grammar that repeats a rule 2,000 times; what parses the answer holds longer texts to their bound. */
const MAX_BOUNDED_CHARACTERS = 1000;

/** A schema in the dialect of llama.cpp's grammars: choices are `oneOf`, every list has an end. */
export function grammarOf(schema: z.ZodType): object {
  return inDialect(z.toJSONSchema(schema) as Json) as object;
}

function inDialect(part: Json): Json {
  if (Array.isArray(part)) return part.map(inDialect);
  if (part === null || typeof part !== 'object') return part;
  const { $schema: _, anyOf, ...rest } = part;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inDialect(value)]));
  if (anyOf) copy.oneOf = inDialect(anyOf);
  if (part.type === 'array') copy.maxItems ??= MAX_ITEMS;
  if (Number(part.maxLength ?? 0) > MAX_BOUNDED_CHARACTERS) delete copy.maxLength;
  return copy;
}
