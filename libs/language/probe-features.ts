import { z } from 'zod';
import type { Features, GenerateRequest, GenerateResult } from './language-model.js';
import { parseAnswer, schemaInWords } from './schema-answers.js';

type Probe = Omit<GenerateRequest, 'signal'>;
type Send = (request: Probe, jsonSchema: Features['jsonSchema']) => Promise<GenerateResult>;

const MAX_TOKENS = 200;
const greeting = z.object({ greeting: z.string() });
const sum = z.object({ a: z.number(), b: z.number() });

/**
 * Asks the server for one forced call of a trivial tool and one answer in a schema that its prompt does not mention.
 * Being OpenAI-compatible promises neither: servers were seen to ignore tools and answer prose with 200.
 *
 * @throws Failure `dependency` when the server answers nothing at all
 */
export async function probeFeatures(send: Send): Promise<Features> {
  const tools = await worked(
    () => send(forcedCall, 'none'),
    ({ toolCalls }) => sum.safeParse(toolCalls[0]?.args).success,
  );
  const enforced = await worked(() => send(plainGreeting, 'enforced'), fits);
  const hinted = enforced === true || (await worked(() => send(toldGreeting, 'hinted'), fits));
  const nothingAnswered = [tools, enforced, hinted].find((result) => typeof result === 'object');
  if (nothingAnswered && [tools, enforced, hinted].every((result) => typeof result === 'object'))
    throw nothingAnswered;
  const jsonSchema = enforced === true ? 'enforced' : hinted === true ? 'hinted' : 'none';
  return { tools: tools === true ? 'native' : jsonSchema === 'none' ? 'none' : 'emulated', jsonSchema };
}

const question = (content: string): Pick<Probe, 'messages' | 'maxTokens'> => ({
  messages: [{ role: 'user', content }],
  maxTokens: MAX_TOKENS,
});
const forcedCall: Probe = {
  system: 'You add numbers by calling the tool.',
  ...question('Add 2 and 3.'),
  tools: [{ name: 'add', description: 'Adds two numbers.', args: sum, run: async () => '' }],
  toolChoice: { tool: 'add' },
};
const plainGreeting: Probe = { system: 'You are brief.', ...question('Say hello.'), schema: greeting };
const toldGreeting: Probe = { ...plainGreeting, system: schemaInWords(greeting) };
const fits = ({ text }: GenerateResult) => parseAnswer(text, greeting).ok;

/** Whether the answer is good; the error itself when there was none. A server may refuse what it does not know with 400. */
async function worked(send: () => Promise<GenerateResult>, good: (result: GenerateResult) => boolean) {
  try {
    return good(await send());
  } catch (error) {
    return error as Error;
  }
}
