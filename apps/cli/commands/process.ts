import { Command, Option } from 'commander';
import { readSettings } from '#config';
import type { ProcessOptions } from '../process/process-file.js';

export const processCommand = new Command('process')
  .description('Take one recording, or a transcript alone, through the whole pipeline and write every file.')
  .argument('[audio]', 'the recording: mp3, m4a, wav, flac, ogg, opus, webm, mp4 or mov')
  .requiredOption('--out <dir>', 'folder to write into; it is made if it is not there')
  .option('--transcript <file>', 'a transcript to use instead of recognition: page text, srt, vtt or json')
  .option('--language <code>', 'language spoken, such as en', 'auto')
  .option('--glossary <file>', 'JSON with the names that must be right: {"terms": [{"term": …}]}')
  .addOption(
    new Option('--profile <name>', 'how much is cleaned')
      .choices(['gentle', 'standard', 'tight'])
      .default('standard'),
  )
  .option('--quiet', 'no progress bars', false)
  .action(async (audio: string | undefined, options: Omit<ProcessOptions, 'audio'>) => {
    const { processFile } = await import('../process/process-file.js');
    await processFile(readSettings(), { audio, ...options });
  });
