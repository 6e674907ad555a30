/**
 * Child process: one piece of JavaScript in QuickJS, compiled to WebAssembly. The code sees the language's own objects and
 * nothing of Node: no function of the host is handed in. Forked by sandbox.ts.
 */
import { newQuickJSWASMModuleFromVariant, shouldInterruptAfterDeadline } from 'quickjs-emscripten-core';

export type SandboxReply = { value: string } | { error: string };

const MEMORY_BYTES = 16 * 1024 ** 2;
const STACK_BYTES = 256 * 1024;
const COMPUTE_MS = 500;
const MAX_RESULT_CHARACTERS = 2_000;

process.once('message', async (code: string) => {
  const quickJs = await newQuickJSWASMModuleFromVariant(import('@jitl/quickjs-wasmfile-release-sync'));
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(MEMORY_BYTES);
  runtime.setMaxStackSize(STACK_BYTES);
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + COMPUTE_MS));
  const context = runtime.newContext();
  const result = context.evalCode(code);
  const reply: SandboxReply = result.error
    ? { error: inWords(context.dump(result.error)) }
    : { value: (JSON.stringify(context.dump(result.value)) ?? 'undefined').slice(0, MAX_RESULT_CHARACTERS) };
  process.send?.(reply, () => process.disconnect());
});
process.on('disconnect', () => process.exit(0));

const inWords = (error: { name?: string; message?: string }) =>
  `${error.name ?? 'Error'}: ${error.message ?? ''}`.slice(0, 200);
