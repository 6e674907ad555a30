"""Writes tagged scripts for ../shared/eval/make_episode.py from the texts beside this file."""
import os
import re

# How one speaker hesitates: chance a sentence has a filler, chance of a restart, and which fillers.
HABITS = [
    (.45, .12, ['um', 'uh', 'um']),
    (.35, .20, ['uh', 'you know', 'uh']),
    (.40, .10, ['like', 'um', 'you know']),
    (.30, .15, ['I mean', 'uh', 'kind of', 'um']),
    (.25, .28, ['um', 'er']),
    (.15, .08, ['um', 'uh', 'you know', 'like', 'I mean']),
]
# One speaks a filler before these words, or at the start of a clause.
BEFORE = {'and', 'because', 'the', 'a', 'in', 'for', 'with', 'but', 'so', 'that', 'on', 'when', 'is', 'was'}
LEVELS_DB = [-3, -5, -6, -8, -9, -10, -12, -14, -16, -18, -20]


def read_texts(part):
    """{'topic': {name: [paragraph]}, 'aside': {'ping'|'silent'|'clause': [line]}, 'keep': [..], 'reply': [..]}"""
    out = {'topic': {}, 'aside': {}, 'keep': [], 'reply': []}
    for line in open(os.path.join(os.path.dirname(__file__), 'texts', part + '.txt'), encoding='utf-8'):
        line = line.strip()
        if head := re.match(r'== (\w+) ?(.*)', line):
            into = out[head[1]].setdefault(head[2], []) if head[2] else out[head[1]]
        elif line:
            into.append(line)
    return out


def lower_first(words):
    first = words[0]
    return words if first == 'I' or first.startswith("I'") else [first[0].lower() + first[1:], *words[1:]]


def with_filler(r, sentence, filler):
    words = sentence.split()
    spots = [0] + [i + 1 for i, w in enumerate(words[:-2]) if w.endswith(',')] * 2
    if filler in ('um', 'uh', 'er'):
        spots += [i for i in range(2, len(words) - 1) if words[i] in BEFORE]
    at = r.choice(spots)
    before, rest = words[:at], words[at:]
    if at == 0 and r.random() < .8:
        rest = lower_first(rest)
    twice = '[um] ' if filler == 'uh' and r.random() < .12 else ''
    return ' '.join([*before, f'{twice}[{filler}]', *rest])


def with_restart(r, sentence):
    words = sentence.split()
    said = r.choice([1, 2, 2, 3])
    if len(words) < said + 4:
        return sentence
    starts = [0, 0] + [i for i in range(3, len(words) - said - 1) if words[i] in BEFORE]
    at = r.choice(starts)
    tried = words[at:at + said]
    if any(w[-1] in '.,!?' for w in tried):
        return sentence
    return ' '.join([*words[:at], f"[restart: {' '.join(tried)},]", *words[at:]])


def with_noise(r, sentence, chimes, asides):
    """A sound before, after or under the sentence, and perhaps the host's words about it."""
    over = f'[ping: {r.choice(chimes)} over {r.choice(LEVELS_DB)}] '
    alone = f' [ping: {r.choice(chimes)}]'
    x = r.random()
    if x < .2:
        sentence = over + sentence
    elif x < .36:
        sentence += alone
    x = r.random()
    if x < .13 and asides['ping']:
        talk = f"[aside: {asides['ping'].pop()}]"
        pause = f' [pause {r.uniform(1.2, 3):.1f}s]' if r.random() < .25 else ''
        order = r.random()
        sentence += f'{alone} {talk}{pause}' if order < .55 else f' {talk}{alone}{pause}' if order < .7 else f' {over}{talk}{pause}' if order < .85 else f' {talk}'
    elif x < .17 and asides['silent']:
        sentence += f" [pause .8s] [aside: {asides['silent'].pop()}]"
    elif x < .2 and asides['clause'] and ', ' in sentence and '[' not in sentence.split(', ')[0]:
        head, tail = sentence.split(', ', 1)
        sentence = f"{head},{alone} [aside: {asides['clause'].pop()}] {tail}"
    return sentence


def write_script(r, name, seed, texts, topics, voices, chimes, noise_db, theme, bed):
    """One episode's script; `r` is a random.Random, `voices` one or two of make_episode's voice names."""
    asides = {k: r.sample(v, len(v)) for k, v in texts['aside'].items()}
    keeps, speakers = r.sample(texts['keep'], len(texts['keep'])), ['HOST', 'GUEST'][:len(voices)]
    habits = {s: r.choice(HABITS) for s in speakers}
    head = [f'# title: {name}', '# voices: ' + ' '.join(f'{s}={v}' for s, v in zip(speakers, voices)), f'# seed: {seed}', f'# noise: {noise_db}']
    body, who = [], 0
    for n, topic in enumerate(topics):
        body.append(f'== {topic.capitalize()}')
        if theme and n % 3 == 0:
            body.append('[music: jingle]' if n == 0 else '[music: sting]')
        for paragraph in texts['topic'][topic]:
            speaker = speakers[who % len(speakers)]
            rate, restarts, fillers = habits[speaker]
            said = []
            for sentence in re.split(r'(?<=[.?!]) ', paragraph):
                x = r.random()
                if x < rate and len(sentence.split()) > 4:
                    sentence = with_filler(r, sentence, r.choice(fillers))
                elif x < rate + restarts:
                    sentence = with_restart(r, sentence)
                said.append(with_noise(r, sentence, chimes, asides) if chimes else sentence)
                if keeps and r.random() < .06:
                    said.append(f'[keep: {keeps.pop()}]')
            extra = r.random()
            stays = f'[bed: {bed} {r.randint(8, 16)}s -{r.randint(18, 26)}] ' if bed and extra < .3 else f'[bed: keys {r.randint(3, 7)}s -{r.randint(10, 20)}] ' if extra > .9 else ''
            tail = f" [music: {r.choice(['laughter', 'laughter', 'door', 'keys'])}]" if r.random() < .08 else ''
            body.append(f'{speaker}: {stays}{" ".join(said)}{tail}')
            if len(speakers) > 1 and r.random() < .7:
                who += 1
                if r.random() < .5:
                    body.append(f'{speakers[who % 2]}: {r.choice(texts["reply"])}')
                    who += r.random() < .6
    if theme:
        body.append('[music: sting]')
    return '\n'.join(head + body) + '\n'
