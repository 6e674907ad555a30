import { validate, version } from 'uuid';
import { appleCategories } from '#contracts';
import { MAX_DESCRIPTION_BYTES } from '../clean-text.js';
import { channelRule, type Rule } from './rule.js';
import {
  imageFaults,
  isFeedDate,
  isLabel,
  isTrueOrFalse,
  isWebUrl,
  isYesOrNo,
  personFaults,
} from './values.js';
import { all, type Element, one, textOf } from './xml-tree.js';

/** Podcast namespace, medium tag; each but `mixed` also as a list, with an L behind it. */
const media = /^(mixed|(podcast|music|video|film|audiobook|newsletter|blog|publisher|course)L?)$/;

const present = (parent: Element, tag: string) => [textOf(parent, tag) === '' && `${tag} is missing`];
const each = (parent: Element, tag: string, broken: (element: Element) => boolean, fault: string) =>
  all(parent, tag).map((element) => broken(element) && fault);

function categoryFaults(category: Element): string[] {
  const children = appleCategories[category.attributes.text ?? ''];
  if (!children) return [`“${category.attributes.text ?? ''}” is not on Apple's list`];
  return all(category, 'itunes:category')
    .filter(({ attributes }) => !children.includes(attributes.text ?? ''))
    .map(({ attributes }) => `“${attributes.text ?? ''}” is not a part of ${category.attributes.text}`);
}

const required: Rule[] = [
  channelRule(
    'C1',
    'MUST',
    'atom:link names the feed itself.',
    'Set the public address of the server.',
    (channel) => {
      const self = all(channel, 'atom:link').filter(({ attributes }) => attributes.rel === 'self');
      const { type, href } = self[0]?.attributes ?? {};
      return [
        self.length !== 1 && `there are ${self.length} atom:links to itself`,
        self.length === 1 &&
          (type !== 'application/rss+xml' || !isWebUrl(href)) &&
          'its type or address is wrong',
      ];
    },
  ),
  channelRule('C2', 'MUST', 'The show has a title.', 'Give the show a title.', (channel) =>
    present(channel, 'title'),
  ),
  channelRule(
    'C3',
    'MUST',
    'The show has a description of at most 4000 bytes.',
    'Write a description of the show, at most 4000 bytes long.',
    (channel) => [
      ...present(channel, 'description'),
      Buffer.byteLength(textOf(channel, 'description')) > MAX_DESCRIPTION_BYTES && 'it is too long',
    ],
  ),
  channelRule('C4', 'MUST', 'The show links to its website.', 'Set the link of the show.', (channel) => [
    !isWebUrl(textOf(channel, 'link')) && 'link is no web address',
  ]),
  channelRule(
    'C5',
    'MUST',
    'The language is an ISO 639 code.',
    'Set the language of the show, such as en.',
    (channel) => [
      !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(textOf(channel, 'language')) && 'language is no such code',
    ],
  ),
  channelRule(
    'C6',
    'MUST',
    'The show has a category from Apple’s list.',
    'Choose a category and sub-category in the show’s settings.',
    (channel) => {
      const categories = all(channel, 'itunes:category');
      return categories.length === 0 ? ['itunes:category is missing'] : categories.flatMap(categoryFaults);
    },
  ),
  channelRule(
    'C7',
    'MUST',
    'itunes:explicit is true or false.',
    'Say whether the show is explicit.',
    (channel) => [!isTrueOrFalse(textOf(channel, 'itunes:explicit')) && 'itunes:explicit is neither'],
  ),
  channelRule(
    'C8',
    'MUST',
    'The show has artwork, a JPEG or PNG by name.',
    'Upload artwork for the show.',
    (channel) => {
      const image = one(channel, 'itunes:image');
      return image ? imageFaults(image) : ['itunes:image is missing'];
    },
  ),
];

const recommended: Rule[] = [
  channelRule('C9', 'SHOULD', 'podcast:locked says whether the feed may be imported.', 'Set it.', (channel) =>
    present(channel, 'podcast:locked'),
  ),
  channelRule('C9', 'MUST', 'podcast:locked is yes or no.', 'Write yes or no.', (channel) =>
    each(channel, 'podcast:locked', ({ text }) => !isYesOrNo(text), 'podcast:locked is neither'),
  ),
  channelRule('C10', 'SHOULD', 'The show has a podcast:guid.', 'Give it one with feedGuid.', (channel) =>
    present(channel, 'podcast:guid'),
  ),
  channelRule(
    'C10',
    'MUST',
    'podcast:guid is a UUIDv5.',
    'Give the show one with feedGuid, once.',
    (channel) =>
      each(channel, 'podcast:guid', ({ text }) => !validate(text) || version(text) !== 5, 'it is not'),
  ),
  channelRule('C11', 'SHOULD', 'The show names its author.', 'Set the author of the show.', (channel) =>
    present(channel, 'itunes:author'),
  ),
];

const situational: Rule[] = [
  channelRule(
    'C12',
    'SHOULD',
    'copyright names the holder only.',
    'Take out the word, the sign and the year.',
    (channel) =>
      each(
        channel,
        'copyright',
        ({ text }) => /copyright|©|\b(19|20)\d\d\b/i.test(text),
        'copyright holds more',
      ),
  ),
  channelRule(
    'C13',
    'MUST',
    'podcast:txt has at most 4000 characters, its purpose 128.',
    'Shorten it.',
    (channel) =>
      each(
        channel,
        'podcast:txt',
        ({ text, attributes }) => text.length > 4000 || (attributes.purpose?.length ?? 0) > 128,
        'a podcast:txt is too long',
      ),
  ),
  channelRule('C13', 'MUST', 'The disclosure of AI is true or false.', 'Write true or false.', (channel) =>
    each(
      channel,
      'podcast:txt',
      ({ text, attributes }) => attributes.purpose === 'ai-content' && !isTrueOrFalse(text),
      'ai-content is neither',
    ),
  ),
  channelRule('C14', 'MUST', 'podcast:funding has an address and a label.', 'Give both.', (channel) =>
    each(
      channel,
      'podcast:funding',
      ({ text, attributes }) => !isWebUrl(attributes.url) || text.length > 128,
      'podcast:funding is not whole',
    ),
  ),
  channelRule('C15', 'MUST', 'itunes:type is episodic or serial.', 'Choose one.', (channel) =>
    each(
      channel,
      'itunes:type',
      ({ text }) => text !== 'episodic' && text !== 'serial',
      'itunes:type is neither',
    ),
  ),
  channelRule(
    'C16',
    'MUST',
    'itunes:complete is yes or absent.',
    'Leave it out until the show has ended.',
    (channel) => each(channel, 'itunes:complete', ({ text }) => text !== 'yes', 'itunes:complete is not yes'),
  ),
  channelRule(
    'C17',
    'MUST',
    'People have names of at most 128 characters.',
    'Shorten the name.',
    personFaults,
  ),
  channelRule(
    'C18',
    'MUST',
    'A trailer has a title, an address and a date.',
    'Complete the trailer.',
    (channel) =>
      each(
        channel,
        'podcast:trailer',
        ({ text, attributes }) =>
          !isLabel(text) || !isWebUrl(attributes.url) || !isFeedDate(attributes.pubdate),
        'a podcast:trailer is not whole',
      ),
  ),
  channelRule('C19', 'MUST', 'podcast:medium is a known word.', 'Write podcast.', (channel) =>
    each(channel, 'podcast:medium', ({ text }) => !media.test(text), 'podcast:medium is unknown'),
  ),
  channelRule(
    'C20',
    'MUST',
    'podcast:updateFrequency stands once, with dtstart if it counts.',
    'Correct it.',
    (channel) => [
      all(channel, 'podcast:updateFrequency').length > 1 && 'it stands more than once',
      ...each(
        channel,
        'podcast:updateFrequency',
        ({ attributes }) => /COUNT=/.test(attributes.rrule ?? '') && !attributes.dtstart,
        'its rule counts without a dtstart',
      ),
    ],
  ),
  channelRule('C21', 'MUST', 'podcast:block is yes or no.', 'Write yes or no.', (channel) =>
    each(channel, 'podcast:block', ({ text }) => !isYesOrNo(text), 'podcast:block is neither'),
  ),
  channelRule('C22', 'MUST', 'podcast:podping stands at most once.', 'Leave one.', (channel) => [
    all(channel, 'podcast:podping').length > 1 && 'it stands more than once',
  ]),
  channelRule(
    'C23',
    'MUST',
    'Links to other pages of the feed are web addresses.',
    'Correct them.',
    (channel) =>
      each(
        channel,
        'atom:link',
        ({ attributes }) =>
          /^(first|next|prev|last)$/.test(attributes.rel ?? '') && !isWebUrl(attributes.href),
        'an atom:link is not',
      ),
  ),
];

export const channelRules = [...required, ...recommended, ...situational];
