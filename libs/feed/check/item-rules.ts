import { MAX_DESCRIPTION_BYTES } from '../clean-text.js';
import { enclosureTypes, transcriptTypes } from '../feed-types.js';
import { itemRule, type Rule } from './rule.js';
import { imageFaults, isFeedDate, isInteger, isTrueOrFalse, isWebUrl, personFaults } from './values.js';
import { all, type Element, one, textOf } from './xml-tree.js';

const allowedTags = /^\/?(p|ol|ul|li|a|b|i|strong|em)$/i;
const enclosureExtension = /\.(mp3|m4a|mov|mp4|m4v)$/i;
/** “S2 E5”, “Episode 5:”, “#5 -”: what itunes:season and itunes:episode are for. */
const numberedTitle = /^(s(eason)?\s*\d+|e(p(isode)?)?\.?\s*\d+|#\d+)\b/i;

const missing = (item: Element, tag: string) => [textOf(item, tag) === '' && `${tag} is missing`];
const each = (item: Element, tag: string, broken: (element: Element) => boolean, fault: string) =>
  all(item, tag).map((element) => broken(element) && fault);

function enclosureFaults(item: Element) {
  const enclosures = all(item, 'enclosure');
  if (enclosures.length !== 1) return [`it has ${enclosures.length} enclosures`];
  const { url, length, type, ...others } = enclosures[0]!.attributes;
  return [
    Object.keys(others).length > 0 && `its enclosure also has ${Object.keys(others).join(', ')}`,
    !isWebUrl(url) && 'the url of its enclosure is no web address',
    isWebUrl(url) &&
      !enclosureExtension.test(new URL(url!).pathname) &&
      'its file is not .mp3, .m4a, .mov, .mp4 or .m4v',
    !isInteger(length) && 'the length of its enclosure is not its bytes',
    !enclosureTypes.some((allowed) => allowed === type) && `the type of its enclosure is “${type ?? ''}”`,
  ];
}

function soundbiteFaults(item: Element) {
  const duration = Number(textOf(item, 'itunes:duration') || Number.POSITIVE_INFINITY);
  return all(item, 'podcast:soundbite').map(({ attributes, text }) => {
    const [start, lasts] = [Number(attributes.startTime), Number(attributes.duration)];
    if (!(start >= 0) || !(lasts > 0)) return 'a soundbite has no start or duration';
    // itunes:duration is rounded to a second, and so may end half a second early.
    if (start + lasts > duration + 0.5) return 'a soundbite ends after the episode';
    return text.length > 128 && 'the title of a soundbite is longer than 128 characters';
  });
}

const required: Rule[] = [
  itemRule('I1', 'MUST', 'An item has a title.', 'Give the episode a title.', (item) =>
    missing(item, 'title'),
  ),
  itemRule(
    'I1',
    'SHOULD',
    'A title holds no season or episode number.',
    'Set the number in its own field.',
    (item) => [numberedTitle.test(textOf(item, 'title')) && 'its title begins with a number'],
  ),
  itemRule(
    'I2',
    'MUST',
    'An item has one enclosure: url, length in bytes and type, and no more.',
    'Publish the episode’s audio again.',
    enclosureFaults,
  ),
  {
    id: 'I3',
    level: 'MUST',
    what: 'Each item has a guid of its own.',
    fix: 'Give each episode one guid, once.',
    faults: ({ items }) => {
      const seen = new Set<string>();
      return items.flatMap((item, index) => {
        const guid = textOf(item, 'guid');
        const fault = guid === '' ? 'guid is missing' : seen.has(guid) ? 'its guid stands twice' : undefined;
        seen.add(guid);
        return fault ? [`item ${index + 1}: ${fault}`] : [];
      });
    },
  },
  itemRule('I3', 'MUST', 'A guid that is no address says isPermaLink="false".', 'Say so.', (item) =>
    each(
      item,
      'guid',
      ({ text, attributes }) => !isWebUrl(text) && attributes.isPermaLink !== 'false',
      'it does not',
    ),
  ),
];

const recommended: Rule[] = [
  itemRule('I4', 'SHOULD', 'An item links to its page.', 'Set the link.', (item) => missing(item, 'link')),
  itemRule('I4', 'MUST', 'The link of an item is a web address.', 'Correct the link.', (item) =>
    each(item, 'link', ({ text }) => !isWebUrl(text), 'its link is not'),
  ),
  itemRule('I5', 'SHOULD', 'An item says when it was published.', 'Set pubDate.', (item) =>
    missing(item, 'pubDate'),
  ),
  itemRule(
    'I5',
    'MUST',
    'pubDate is an RFC 2822 date.',
    'Write it as Mon, 23 Nov 2026 15:05:26 GMT.',
    (item) => each(item, 'pubDate', ({ text }) => !isFeedDate(text), 'its pubDate is not'),
  ),
  itemRule('I6', 'SHOULD', 'An item has a description.', 'Write a description.', (item) =>
    missing(item, 'description'),
  ),
  itemRule('I6', 'MUST', 'A description has at most 4000 bytes.', 'Shorten the description.', (item) => [
    Buffer.byteLength(textOf(item, 'description')) > MAX_DESCRIPTION_BYTES && 'its description has more',
  ]),
  itemRule(
    'I6',
    'SHOULD',
    'A description uses p, ol, ul, li, a, b, i, strong and em only.',
    'Take out other tags.',
    (item) => {
      const tags = [...textOf(item, 'description').matchAll(/<(\/?[a-z][a-z0-9]*)\b[^>]*>/gi)].map(
        (match) => match[1]!,
      );
      const others = new Set(tags.filter((tag) => !allowedTags.test(tag)));
      return [others.size > 0 && `it uses ${[...others].join(', ')}`];
    },
  ),
  itemRule('I7', 'SHOULD', 'An item has a duration.', 'Set itunes:duration.', (item) =>
    missing(item, 'itunes:duration'),
  ),
  itemRule('I7', 'MUST', 'itunes:duration is whole seconds.', 'Write seconds.', (item) =>
    each(item, 'itunes:duration', ({ text }) => !isInteger(text, 0), 'its itunes:duration is not'),
  ),
  itemRule('I8', 'SHOULD', 'An item has artwork.', 'Set itunes:image.', (item) => [
    !one(item, 'itunes:image') && 'itunes:image is missing',
  ]),
  itemRule('I8', 'MUST', 'Artwork is a JPEG or PNG by name.', 'Upload the artwork again.', (item) =>
    imageFaults(one(item, 'itunes:image')),
  ),
  itemRule('I9', 'SHOULD', 'An item says whether it is explicit.', 'Set it.', (item) =>
    missing(item, 'itunes:explicit'),
  ),
  itemRule('I9', 'MUST', 'itunes:explicit is true or false.', 'Write true or false.', (item) =>
    each(item, 'itunes:explicit', ({ text }) => !isTrueOrFalse(text), 'its itunes:explicit is neither'),
  ),
  itemRule('I10', 'SHOULD', 'An item has a transcript.', 'Publish the transcript.', (item) => [
    all(item, 'podcast:transcript').length === 0 && 'it has none',
  ]),
  itemRule(
    'I10',
    'MUST',
    'A transcript has an address and a type that apps read.',
    'Publish it again.',
    (item) =>
      each(
        item,
        'podcast:transcript',
        ({ attributes }) =>
          !isWebUrl(attributes.url) || !transcriptTypes.some((type) => type === attributes.type),
        'a transcript has not',
      ),
  ),
];

const situational: Rule[] = [
  itemRule('I11', 'MUST', 'Season and episode are whole numbers from 1.', 'Correct the number.', (item) => [
    ...each(item, 'itunes:season', ({ text }) => !isInteger(text), 'its season is not'),
    ...each(item, 'itunes:episode', ({ text }) => !isInteger(text), 'its episode is not'),
  ]),
  itemRule('I12', 'MUST', 'itunes:episodeType is full, trailer or bonus.', 'Choose one.', (item) =>
    each(
      item,
      'itunes:episodeType',
      ({ text }) => !/^(full|trailer|bonus)$/.test(text),
      'its type is none of them',
    ),
  ),
  itemRule('I13', 'MUST', 'itunes:block is yes or absent.', 'Leave it out.', (item) =>
    each(item, 'itunes:block', ({ text }) => text !== 'yes', 'its itunes:block is not yes'),
  ),
  itemRule(
    'I14',
    'MUST',
    'An item has at most one chapters file, with address and type.',
    'Publish it again.',
    (item) => [
      all(item, 'podcast:chapters').length > 1 && 'it has more',
      ...each(
        item,
        'podcast:chapters',
        ({ attributes }) => !isWebUrl(attributes.url) || attributes.type !== 'application/json+chapters',
        'its podcast:chapters is not whole',
      ),
    ],
  ),
  itemRule('I15', 'MUST', 'Soundbites lie inside the episode.', 'Correct their times.', soundbiteFaults),
  itemRule('I15', 'SHOULD', 'Soundbites last 15 to 120 seconds.', 'Choose other ends.', (item) =>
    each(
      item,
      'podcast:soundbite',
      ({ attributes }) => Number(attributes.duration) < 15 || Number(attributes.duration) > 120,
      'a soundbite is shorter or longer',
    ),
  ),
  itemRule('I16', 'MUST', 'People have names of at most 128 characters.', 'Shorten the name.', personFaults),
  itemRule('I17', 'MUST', 'Another form of the audio has a type and a source.', 'Complete it.', (item) =>
    each(
      item,
      'podcast:alternateEnclosure',
      (form) =>
        !form.attributes.type || !all(form, 'podcast:source').some(({ attributes }) => attributes.uri),
      'a podcast:alternateEnclosure has not',
    ),
  ),
];

/** What Apple asks beyond PSP-1 (A Podcaster's Guide to RSS, technical requirements). */
const apple: Rule[] = [
  {
    id: 'A1',
    level: 'MUST',
    what: 'No two items have the same enclosure.',
    fix: 'Give each episode a file of its own.',
    faults: ({ items }) => {
      const urls = items.map((item) => one(item, 'enclosure')?.attributes.url);
      return urls.flatMap((url, index) =>
        url && urls.indexOf(url) < index ? [`item ${index + 1}: its enclosure stands in another item`] : [],
      );
    },
  },
  itemRule('A2', 'SHOULD', 'Addresses are written in ASCII.', 'Rename the file.', (item) =>
    each(item, 'enclosure', ({ attributes }) => /[^ -~]/.test(attributes.url ?? ''), 'its enclosure is not'),
  ),
  itemRule(
    'A3',
    'SHOULD',
    'Files are reached by HTTPS.',
    'Put the server behind HTTPS and set PUBLIC_URL.',
    (item) =>
      each(
        item,
        'enclosure',
        ({ attributes }) => !attributes.url?.startsWith('https:'),
        'its enclosure is not',
      ),
  ),
];

export const itemRules = [...required, ...recommended, ...situational, ...apple];
