import { pino } from 'pino';
import type { Settings } from '#config';
import type { Log } from '#pipeline';

/** JSON lines on stderr, as log collectors read them. */
export function createLog(settings: Pick<Settings, 'LOG_LEVEL'>): Log {
  const logger = pino(
    { level: settings.LOG_LEVEL, base: { app: 'api' }, serializers: { error: pino.stdSerializers.err } },
    pino.destination(2),
  );
  return {
    info: (message, facts) => logger.info(facts ?? {}, message),
    warn: (message, facts) => logger.warn(facts ?? {}, message),
  };
}
