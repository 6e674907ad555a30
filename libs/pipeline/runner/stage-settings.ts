import { createLanguageModel } from '#language';
import type { Backend } from './backend.js';
import type { StageSettings } from './plan.js';

type Installation = Pick<Backend, 'pipeline' | 'settings' | 'soundTagger'>;

/** What the installation decides for every show: engines and models. A change re-runs the stages that use them. */
const installationSettings = ({
  settings,
  soundTagger,
}: Installation): Record<string, Record<string, unknown>> => {
  const languageModel = createLanguageModel(settings)?.id ?? null;
  return {
    ingest: { maxDurationMinutes: settings.MAX_DURATION_MINUTES },
    transcribe: { engine: settings.WHISPER_ENGINE, model: settings.WHISPER_MODEL },
    ...(soundTagger && { listen: { tagger: soundTagger } }),
    clean: { languageModel },
    chapterize: { languageModel },
    summarize: {
      languageModel,
      lookUp: {
        steps: settings.LLM_TOOL_STEPS,
        tokens: settings.LLM_TOOL_TOKENS,
        seconds: settings.LLM_TOOL_SECONDS,
        dollars: settings.LLM_TOOL_DOLLARS,
      },
      prices: { input: settings.LLM_INPUT_DOLLARS, output: settings.LLM_OUTPUT_DOLLARS },
    },
  };
};

/**
 * Each stage's settings: its defaults, then the installation's, then the show's profile.
 * @throws ZodError when a profile has a value that its stage does not know
 */
export function stageSettings(
  backend: Installation,
  profile: Record<string, Record<string, unknown>>,
): StageSettings {
  const installation = installationSettings(backend);
  return Object.fromEntries(
    backend.pipeline.stages.map(({ name, settings: schema }) => [
      name,
      schema.parse({ ...installation[name], ...profile[name] }),
    ]),
  );
}
