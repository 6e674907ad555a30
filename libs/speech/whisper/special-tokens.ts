/** Token numbers of the multilingual Whisper models (openai/whisper, tokenizer.py), large-v3 excepted. */
export const endOfText = 50_257;
export const startOfTranscript = 50_258;
const firstLanguage = 50_259;
export const transcribeTask = 50_359;
export const startOfPrevious = 50_361;
export const noTimestamps = 50_363;

/** In the order of their tokens. */
export const languages = (
  'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la ' +
  'mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be ' +
  'tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su'
).split(' ');

export const languageToken = (code: string): number => {
  const index = languages.indexOf(code);
  return firstLanguage + (index < 0 ? 0 : index);
};
