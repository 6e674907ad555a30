import type { HostWords } from './evidence.js';

/** A host who has written nothing but a name, for tests. */
export const exampleHost: HostWords = {
  episode: {
    slug: 'e',
    title: null,
    description: null,
    people: [{ name: 'Ada', role: 'host' }],
    season: null,
    number: null,
    type: 'full',
    explicit: null,
  },
  show: {
    slug: 's',
    title: 'Loaf',
    description: '',
    author: '',
    language: 'en',
    artwork: null,
    explicit: false,
  },
  glossary: [],
};
