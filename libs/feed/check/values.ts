import { all, type Element } from './xml-tree.js';

export const isWebUrl = (text: string | undefined) =>
  text !== undefined && /^https?:\/\//i.test(text) && !/\s/.test(text) && URL.canParse(text);

export const isInteger = (text: string | undefined, least = 1) =>
  text !== undefined && /^\d+$/.test(text) && Number(text) >= least;

export const isTrueOrFalse = (text: string) => text === 'true' || text === 'false';
export const isYesOrNo = (text: string) => text === 'yes' || text === 'no';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const rfc2822 = new RegExp(
  `^(${days.join('|')}), (\\d{1,2} (?:${months}) \\d{4}) \\d{2}:\\d{2}(?::\\d{2})? (?:[+-]\\d{4}|GMT|UT)$`,
);

/** RFC 2822 with day name and 24-hour time, as Apple asks; the day must exist and its name be that of the date. */
export function isFeedDate(text: string | undefined): boolean {
  const match = rfc2822.exec(text ?? '');
  if (!match || Number.isNaN(Date.parse(text!))) return false;
  const [, dayName, date] = match;
  const day = new Date(`${date} 00:00 GMT`);
  return days[day.getUTCDay()] === dayName && day.getUTCDate() === Number.parseInt(date!, 10);
}

/** Podcast namespace: names, labels and soundbite titles hold at most 128 characters. */
export const isLabel = (text: string) => text.trim() !== '' && text.length <= 128;

export const personFaults = (parent: Element) =>
  all(parent, 'podcast:person').map(
    (person) => !isLabel(person.text) && 'a person has no name or one over 128 characters',
  );

/** PSP-1: the extension of an image must be that of its type, JPEG or PNG. */
export const imageTypeOf = (url: string) => {
  const extension = URL.canParse(url) ? new URL(url).pathname.split('.').at(-1)?.toLowerCase() : undefined;
  if (extension === 'jpg' || extension === 'jpeg') return 'image/jpeg';
  return extension === 'png' ? 'image/png' : undefined;
};

export const imageFaults = (image: Element | undefined) =>
  image
    ? [
        (!isWebUrl(image.attributes.href) || !imageTypeOf(image.attributes.href!)) &&
          'the image is no URL of a .jpg or .png',
      ]
    : [];
