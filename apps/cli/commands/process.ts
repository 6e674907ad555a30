import { Command, Option } from 'commander';
import { readSettings } from '#config';
import type { ProcessOptions } from '../process/process-file.js';
import { readTrackOption, type TrackFile } from '../process/track-option.js';

type Given = Omit<ProcessOptions, 'audio' | 'tracks'> & { track: TrackFile[] };

export const processCommand = new Command('process')
  .description(
    'Take one recording, a track for each speaker, or a transcript alone through the whole pipeline and write every file.',
  )
  .argument('[audio]', 'the recording: mp3, m4a, wav, flac, ogg, opus, webm, mp4 or mov')
  .option(
    '--track <speaker=file>',
    'the recording of one speaker, such as --track Ada=ada.wav; once for each, all beginning at the same moment',
    (given: string, before: TrackFile[]) => [...before, readTrackOption(given)],
    [],
  )
  .requiredOption('--out <dir>', 'folder to write into; it is made if it is not there')
  .option('--transcript <file>', 'a transcript to use instead of recognition: page text, srt, vtt or json')
  .option('--language <code>', 'language spoken, such as en', 'auto')
  .option('--glossary <file>', 'JSON with the names that must be right: {"terms": [{"term": …}]}')
  .option('--sounds <file>', 'JSON with known sounds, as `showrunner sounds list --json` prints them')
  .addOption(
    new Option('--profile <name>', 'how much is cleaned')
      .choices(['gentle', 'standard', 'tight'])
      .default('standard'),
  )
  .option('--quiet', 'no progress bars', false)
  .action(async (audio: string | undefined, { track, ...options }: Given) => {
    const { processFile } = await import('../process/process-file.js');
    await processFile(readSettings(), { audio, tracks: track, ...options });
  });
