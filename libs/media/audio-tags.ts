export interface TagChapter {
  /** Published time. */
  startMs: number;
  endMs: number;
  title: string;
}

export interface AudioTags {
  title: string;
  artist: string;
  album: string;
  year?: number;
  /** ISO 639-1 or 639-2 code. */
  language?: string;
  /** JPEG or PNG. */
  artworkPath?: string;
  /** In order of start. */
  chapters: TagChapter[];
}

/** ID3 and MP4 want ISO 639-2; these are the languages most podcasts are made in. Others are left out rather than guessed. */
const languages: Record<string, string> = {
  ...{
    en: 'eng',
    de: 'deu',
    fr: 'fra',
    es: 'spa',
    it: 'ita',
    pt: 'por',
    nl: 'nld',
    sv: 'swe',
    da: 'dan',
    no: 'nor',
  },
  ...{
    pl: 'pol',
    ru: 'rus',
    uk: 'ukr',
    tr: 'tur',
    ar: 'ara',
    hi: 'hin',
    ja: 'jpn',
    ko: 'kor',
    zh: 'zho',
    fi: 'fin',
  },
};

export const languageCode = (language: string | undefined): string | undefined =>
  language === undefined || language.length === 3 ? language : languages[language.slice(0, 2)];
