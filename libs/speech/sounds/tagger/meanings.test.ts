import { describe, expect, it } from 'vitest';
import { readClassMap } from './class-map.js';
import { meaningsOf, unknownNames } from './meanings.js';

/** A few of YAMNet's classes in its order: the ends of branches, and what lies in them. */
const names = [
  ...['Speech', 'Laughter', 'Humming', 'Whistling', 'Breathing', 'Cough', 'Sniff', 'Clapping', 'Cheering'],
  ...['Applause', 'Chatter', 'Children playing', 'Animal', 'Dog', 'Chirp, tweet', 'Whale vocalization'],
  ...['Music', 'Musical instrument', 'Glockenspiel', 'Bell', 'Church bell', 'Chime', 'Pop music', 'Jazz'],
  ...['Scary music', 'Door', 'Doorbell', 'Ding-dong', 'Slam', 'Microwave oven', 'Typing', 'Writing', 'Alarm'],
  ...['Telephone', 'Telephone bell ringing', 'Ringtone', 'Alarm clock', 'Siren', 'Buzzer', 'Silence'],
  ...['Beep, bleep', 'Ping', 'Ding', 'Clang'],
];
const meanings = meaningsOf(names);
const meaningOf = (name: string) => meanings[names.indexOf(name)];

describe('what classes of AudioSet mean', () => {
  it('takes bells, rings and beeps of devices for notifications', () => {
    const devices = ['Telephone', 'Telephone bell ringing', 'Ringtone', 'Alarm clock', 'Beep, bleep', 'Ding'];
    for (const name of [...devices, 'Ding-dong', 'Doorbell', 'Buzzer', 'Chime', 'Bell'])
      expect([name, meaningOf(name)]).toEqual([name, 'notification']);
  });

  it('takes people, things, animals and music for what they are', () => {
    expect(['Speech', 'Laughter', 'Cough', 'Chatter'].map(meaningOf)).toEqual(Array(4).fill('voice'));
    for (const name of ['Applause', 'Dog', 'Music', 'Jazz', 'Door', 'Slam', 'Typing'])
      expect([name, meaningOf(name)]).toEqual([name, 'other']);
  });

  it('draws nothing from what phones borrow, and from what it does not know', () => {
    for (const name of [
      'Glockenspiel',
      'Chirp, tweet',
      'Whistling',
      'Microwave oven',
      'Church bell',
      'Silence',
    ])
      expect([name, meaningOf(name)]).toEqual([name, 'unknown']);
    expect(meaningsOf(['Something new'])).toEqual(['unknown']);
  });

  it('tells which of its names a class map lacks', () => {
    expect(unknownNames(names)).toContain('Vehicle');
    expect(unknownNames(names)).not.toContain('Beep, bleep');
  });
});

describe('a class map', () => {
  it('is read as it is published, with names in quotes and lines of Windows', () => {
    const text = 'index,mid,display_name\r\n0,/m/09x0r,Speech\r\n1,/m/02fs_r,"Beep, bleep"\r\n';
    expect(readClassMap(text)).toEqual(['Speech', 'Beep, bleep']);
  });

  it('is refused where a class is missing, by its line', () => {
    expect(() => readClassMap('index,mid,display_name\n0,/m/09x0r,Speech\n2,/m/x,Bell\n')).toThrow(
      /^Line 3 /,
    );
    expect(() => readClassMap('header\n<html>not found</html>\n')).toThrow(
      expect.objectContaining({ failureClass: 'dependency' }),
    );
  });
});
