/**
 * Child process: exact token counts. The vocabularies take 0.2 to 0.7 s of CPU to unpack and some 100 MB, so they are
 * never on the event loop of a server, and are unpacked once. Forked by tokenizers.ts; ends when its parent does.
 */
export type TokenizerName = 'llama-3' | 'o200k_base' | 'cl100k_base';
export type CountJob = { id: number; texts: string[]; tokenizers: TokenizerName[] };
export type CountReply = Partial<Record<TokenizerName, number[]>>;

type Count = (text: string) => number;

/** `<|endoftext|>` said in an episode is text, never a control token. */
const asPlainText =
  (count: (text: string, options: { disallowedSpecial: Set<string> }) => number): Count =>
  (text) =>
    count(text, { disallowedSpecial: new Set() });

const counters: Record<TokenizerName, () => Promise<Count>> = {
  'llama-3': async () => {
    const { default: llama } = await import('llama3-tokenizer-js');
    return (text) => llama.encode(text, { bos: false, eos: false }).length;
  },
  o200k_base: async () => asPlainText((await import('gpt-tokenizer/encoding/o200k_base')).countTokens),
  cl100k_base: async () => asPlainText((await import('gpt-tokenizer/encoding/cl100k_base')).countTokens),
};

const unpacked = new Map<TokenizerName, Promise<Count>>();

function counterOf(name: TokenizerName): Promise<Count> {
  const count = unpacked.get(name) ?? counters[name]();
  unpacked.set(name, count);
  return count;
}

process.on('message', async ({ id, texts, tokenizers }: CountJob) => {
  const counts: CountReply = {};
  for (const name of tokenizers) counts[name] = texts.map(await counterOf(name));
  process.send?.({ id, ...counts });
});
process.on('disconnect', () => process.exit(0));
