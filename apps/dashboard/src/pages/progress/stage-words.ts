/** What each stage does, for the podcaster. */
export const stageWords: Record<string, { title: string; does: string }> = {
  ingest: { title: 'Read', does: 'Reads the recording and measures its loudness' },
  compare: { title: 'Compare', does: 'Finds jingles and ads of earlier episodes, and second uploads' },
  transcribe: { title: 'Transcribe', does: 'Writes down every word with its time' },
  listen: { title: 'Listen', does: 'Finds chimes, rings and long silences' },
  clean: { title: 'Clean', does: 'Decides what should be cut, and says why' },
  render: { title: 'Render', does: 'Makes the cleaned audio at an even loudness' },
  tokenize: { title: 'Read through', does: 'Puts the words into sentences and passages' },
  chapterize: { title: 'Chapters', does: 'Finds where the subject changes' },
  summarize: { title: 'Notes', does: 'Writes the summary and the show notes' },
  publish: { title: 'Package', does: 'Gets everything ready for the feed' },
};
