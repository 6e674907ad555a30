"""Sounds that no library supplies: notification sounds of three sets of kinds, jingles, beds, keys, doors, laughter.

Every sound is made from a seed, so that each episode has its own. `dev`, `held` and `fresh` draw from different kinds.
"""
import numpy as np

SR = 24000  # of make_episode.py


def clock(seconds):
    return np.arange(int(seconds * SR)) / SR


def decay(t, seconds, attack=0.004):
    return np.minimum(1, t / attack) * np.exp(-t / seconds)


def partials(frequency, seconds, fade, ratios, slide=0.0):
    t = clock(seconds)
    phase = 2 * np.pi * (frequency * t + slide * t * t / (2 * seconds))
    return sum(gain * np.sin(ratio * phase) for ratio, gain in ratios) * decay(t, fade)


def after(*parts):
    """Mixes (start in seconds, sound) pairs."""
    out = np.zeros(max(int(at * SR) + len(y) for at, y in parts))
    for at, y in parts:
        out[int(at * SR):int(at * SR) + len(y)] += y
    return out


def gated(frequency, seconds, rate, ratios):
    """A tone switched on and off, as buzzers and ringers do."""
    t = clock(seconds)
    y = sum(gain * np.sin(2 * np.pi * ratio * frequency * t) for ratio, gain in ratios)
    return y * (0.5 + 0.5 * np.sign(np.sin(2 * np.pi * rate * t))) * np.minimum(1, np.minimum(t / .004, (seconds - t) / .02))


PURE, SOFT, SQUARE = ((1, 1),), ((1, 1), (2, .25), (3, .1)), ((1, 1), (3, .33), (5, .2))
MARIMBA, BELL, GLASS = ((1, 1), (4, .35), (9.2, .08)), ((1, 1), (2.76, .4), (5.4, .2)), ((1, 1), (2.7, .5), (5.2, .25), (8.3, .1))


def notes(r, ratios, count, fade):
    """A few notes of a pentatonic scale, rising or falling."""
    root = r.uniform(500, 1100)
    steps = np.sort(r.choice([0, 2, 4, 7, 9, 12, 14, 16], count, replace=False)) * r.choice([1, 1, -1])
    gap = r.uniform(.08, .2)
    return after(*((i * gap, partials(root * 2 ** (s / 12), fade * 4, fade, ratios)) for i, s in enumerate(steps)))


def fm(r, ratio, depth):
    t = clock(r.uniform(.4, .9))
    carrier = r.uniform(600, 1500)
    return np.sin(2 * np.pi * carrier * t + depth * np.exp(-t / .1) * np.sin(2 * np.pi * carrier * ratio * t)) * decay(t, r.uniform(.12, .25))


def twice(y, gap):
    return after((0, y), (len(y) / SR + gap, y))


def string(r):
    """A plucked string (Karplus and Strong, 1983)."""
    period = int(SR / r.uniform(400, 900))
    y = np.zeros(int(SR * .7))
    y[:period] = r.uniform(-1, 1, period)
    for i in range(period + 1, len(y)):
        y[i] += .497 * (y[i - period] + y[i - period - 1])
    return y


def whistle(r):
    t = clock(r.uniform(.35, .6))
    pitch = r.uniform(1200, 2000) * (1 + .25 * t / t[-1]) + 40 * np.sin(2 * np.pi * 6 * t)
    return np.sin(2 * np.pi * np.cumsum(pitch) / SR) * np.minimum(1, np.minimum(t / .03, (t[-1] - t) / .06))


def motor(r, seconds):
    """A phone vibrating on a table: a low tone with a rattle at its rate."""
    t = clock(seconds)
    f = r.uniform(140, 190)
    rattle = r.normal(0, 1, len(t)) * np.maximum(0, np.sin(2 * np.pi * f * t)) ** 4
    return (np.sin(2 * np.pi * f * t) + .4 * np.sin(4 * np.pi * f * t) + .25 * rattle) * np.minimum(1, np.minimum(t / .03, (seconds - t) / .05))


def haptic(r):
    """A phone whose motor runs up and down slowly, in three pulses; a case damps its rattle."""
    t = clock(r.uniform(.25, .4))
    f = r.uniform(205, 245) * np.minimum(1, .7 + t / .25)
    phase = 2 * np.pi * np.cumsum(f) / SR
    pulse = (np.sin(phase) + .5 * np.sin(3 * phase) + .2 * np.sin(5 * phase)) * np.sin(np.pi * np.arange(len(t)) / len(t)) ** .4
    return after(*((i * (t[-1] + .18), pulse) for i in range(3)))


def bubble(r):
    """A soft pop: a short sine that rises faster and faster."""
    t = clock(r.uniform(.06, .1))
    y = np.sin(2 * np.pi * np.cumsum(r.uniform(260, 420) * np.exp(t / t[-1] * 1.3)) / SR) * np.sin(np.pi * t / t[-1])
    return after((0, y), (r.uniform(.1, .16), .8 * y))


def washed(y, r, seconds=.8):
    """A sound with its own reverberation, as sound designers give them."""
    n = int(seconds * SR)
    tail = r.normal(0, .02, n) * 10 ** (-3 * np.arange(n) / n)
    tail[0] = 1
    return np.fft.irfft(np.fft.rfft(y, len(y) + n) * np.fft.rfft(tail, len(y) + n), len(y) + n)


def beeps(frequency, length, gap, count, ratios):
    t = clock(length)
    one = sum(gain * np.sin(2 * np.pi * ratio * frequency * t) for ratio, gain in ratios) * np.minimum(1, np.minimum(t, length - t) / .005)
    return after(*((i * (length + gap), one) for i in range(count)))


def buzzer(r):
    """A door's buzzer: an armature on mains current, all harmonics and some grit."""
    t = clock(r.uniform(.5, .9))
    f = r.uniform(95, 125)
    y = sum(np.sin(2 * np.pi * f * k * t + k) / k ** .6 for k in range(1, 24))
    return (y + .3 * r.normal(0, 1, len(t)) * np.sign(np.sin(2 * np.pi * f * t))) * np.minimum(1, np.minimum(t / .01, (t[-1] - t) / .03))


def clapper(r):
    """An old telephone: a clapper between two bells, twenty strokes a second."""
    low, rate = r.uniform(900, 1300), r.uniform(18, 22)
    gongs = [partials(low * k, .5, .12, ((1, 1), (2.1, .5), (3.4, .35), (4.8, .15))) for k in (1, 1.19)]
    return after(*((i / rate, gongs[i % 2] * r.uniform(.8, 1)) for i in range(int(rate * r.uniform(.7, 1.1)))))


def joined(r):
    """Somebody comes into a call or leaves it: two soft chords, up or down."""
    f = r.uniform(330, 520)
    chord = lambda k: sum(partials(f * k * m, .6, .16, SOFT) for m in (1, 1.5))
    up = [1, 1.335]
    return after(*((i * .16, chord(k)) for i, k in enumerate(up if r.random() < .5 else up[::-1])))


def ringtone(r):
    """Two seconds of a marimba figure, played over and over by a phone."""
    root, beat = r.uniform(480, 720), r.uniform(.11, .15)
    figure = r.choice([0, 3, 5, 7, 10, 12], 4)
    return after(*((i * beat, partials(root * 2 ** (figure[i % 4] / 12), .4, .08, MARIMBA)) for i in range(int(1.8 / beat)) if i % 8 != 5))


def rolled(r, ratios, step, count, fade):
    """One chord, its notes struck one shortly after another."""
    root = r.uniform(600, 1000)
    tones = (0, 4, 7, 12, 16, 19, 24)[:count]
    return after(*((i * step, partials(root * 2 ** (s / 12), 5 * fade, fade, ratios)) for i, s in enumerate(tones)))


KINDS = {
    'dev': {
        'glass': lambda r: partials(r.uniform(1200, 2200), .7, r.uniform(.12, .22), GLASS),
        'bell': lambda r: notes(r, BELL, r.integers(1, 3), .18),
        'marimba': lambda r: notes(r, MARIMBA, r.integers(2, 4), .09),
        'soft': lambda r: notes(r, SOFT, r.integers(1, 4), .08),
        'two': lambda r: notes(r, PURE, 2, r.uniform(.08, .14)),
        'fm': lambda r: fm(r, r.choice([1.4, 2.0, 3.5]), 3),
        'buzz': lambda r: twice(gated(r.uniform(120, 200), .35, 29, SQUARE), .15),
        'beep': lambda r: after(*((i * .14, partials(r.uniform(900, 2200), .08, 5, PURE)) for i in range(r.integers(1, 4)))),
        'ring': lambda r: twice(gated(r.uniform(500, 800), .45, 20, ((1, 1), (1.34, .8))), .15),
        'slide': lambda r: partials(r.uniform(400, 900), r.uniform(.15, .3), .1, PURE, r.uniform(800, 2200)),
        'drop': lambda r: partials(r.uniform(400, 700), .14, .04, PURE, 1400),
        'wood': lambda r: twice(partials(r.uniform(350, 600), .1, .025, ((1, 1), (2.4, .7), (4.1, .4))), .06),
    },
    'held': {
        'ding-dong': lambda r: after((0, partials(659 * r.uniform(.9, 1.1), 1., .3, BELL)), (.45, partials(523 * r.uniform(.9, 1.1), 1.1, .35, BELL))),
        'music-box': lambda r: notes(r, ((1, 1), (3.9, .3), (6.7, .12)), 4, .14),
        'whistle': whistle,
        'string': string,
        'sonar': lambda r: (lambda y: after((0, y), (.22, .45 * y), (.44, .2 * y)))(partials(r.uniform(900, 1400), .5, .12, ((1, 1), (2, .1)))),
        'warble': lambda r: after(*((i * .09, partials(f, .1, .2, SQUARE)) for i, f in enumerate([r.uniform(700, 900), r.uniform(950, 1200)] * 3))),
        'stab': lambda r: (lambda f: sum(partials(f * k, .6, .15, SOFT) for k in (1, 1.26, 1.5)))(r.uniform(440, 700)),
        'motor': lambda r: twice(motor(r, r.uniform(.3, .6)), .2),
        'keypad': lambda r: sum(gated(f, .3, .1, PURE) for f in (r.choice([697, 770, 852, 941]), r.choice([1209, 1336, 1477]))),
        'chirp': lambda r: after(*((i * .12, partials(r.uniform(1500, 2200), .09, .05, PURE, 2500)) for i in range(2))),
        'clay': lambda r: notes(r, ((1, 1), (1.5, .5), (2.9, .3)), 3, .06),
    },
    'fresh': {
        'haptic': haptic,
        'xylophone': lambda r: rolled(r, ((1, 1), (3, .5), (6.1, .2)), r.uniform(.06, .09), 5, .05),
        'bubble': bubble,
        'mail': lambda r: (lambda f: washed(after((0, partials(f, .5, .14, SOFT)), (.2, partials(f * .75, .7, .2, SOFT))), r))(r.uniform(600, 1000)),
        'alarm': lambda r: twice(beeps(r.uniform(1900, 2600), .07, .06, 4, ((1, 1), (3, .3))), .3),
        'buzzer': buzzer,
        'microwave': lambda r: beeps(r.uniform(1800, 2300), r.uniform(.3, .5), .3, 3, PURE),
        'joined': joined,
        'clapper': clapper,
        'coin': lambda r: (lambda f: after((0, partials(f, .07, 5, SQUARE)), (.07, partials(f * 1.335, .6, .18, SQUARE))))(r.uniform(850, 1100)),
        'ringtone': ringtone,
        'crystal': lambda r: washed(rolled(r, ((2, 1), (5.5, .3)), .035, 7, .1), r, .5),
    },
}


def scale(r, mode):
    root = r.uniform(130, 260)
    return [root * 2 ** ((12 * octave + s) / 12) for octave in range(3) for s in mode]


def jingle(r):
    """A show's theme of three to six seconds: a tune over slow chords."""
    tones = scale(r, (0, 2, 4, 7, 9))
    beat = r.uniform(.18, .35)
    ratios = [MARIMBA, BELL, ((1, 1), (2, .6), (3, .4), (4, .2)), ((1, 1), (2, .5), (3, .3))][r.integers(4)]
    tune = [(i * beat, partials(tones[r.integers(5, 12)], 1.0, r.uniform(.2, .5), ratios)) for i in range(r.integers(9, 15))]
    chords = [(i * 4 * beat, sum(partials(tones[k], 4 * beat + .6, 1.2, SOFT) for k in r.choice(6, 3, replace=False))) for i in range(len(tune) // 4 + 1)]
    return after(*tune, *chords)


def pad(r):
    tones = scale(r, (0, 2, 4, 7, 9))
    chord = lambda: sum(np.sin(2 * np.pi * tones[k] * clock(3.2)) for k in r.choice(7, 3, replace=False))
    swell = lambda y: y * np.sin(np.pi * np.arange(len(y)) / len(y)) ** .5
    return after(*((i * 2.6, swell(chord())) for i in range(6)))


def groove(r):
    """Bass, off-beat chord and brushed noise."""
    beat, tones = r.uniform(.4, .6), scale(r, (0, 3, 5, 7, 10))
    hit = lambda i: r.normal(0, .25, int(.06 * SR)) * decay(clock(.06), .02)
    parts = [(i * beat / 2, hit(i)) for i in range(32)]
    parts += [(i * beat, partials(tones[r.integers(0, 4)] / 2, beat, .2, SOFT)) for i in range(16)]
    parts += [(i * beat + beat / 2, sum(partials(tones[k], .3, .12, SOFT) for k in (5, 7, 9))) for i in range(0, 16, 2)]
    return after(*parts)


def band(y, low, high):
    spectrum, f = np.fft.rfft(y), np.fft.rfftfreq(len(y), 1 / SR)
    return np.fft.irfft(spectrum * ((f > low) & (f < high)), len(y))


def keys(r):
    """A person typing: two clicks a key, bursts of words."""
    parts, at = [], .1
    while at < 8:  # longer than any bed of it, which would be a loop
        press = band(r.normal(0, 1, int(.02 * SR)) * decay(clock(.02), .004, .001), 900, 7000)
        parts += [(at, press * r.uniform(.5, 1)), (at + r.uniform(.06, .1), press * r.uniform(.2, .4))]
        at += r.uniform(.09, .2) if r.random() < .85 else r.uniform(.4, 1.)
    return after(*parts)


def door(r):
    thud = band(r.normal(0, 1, int(.5 * SR)) * decay(clock(.5), .07), 40, 500)
    latch = band(r.normal(0, 1, int(.06 * SR)) * decay(clock(.06), .01, .001), 800, 5000)
    return after((0, .4 * latch), (r.uniform(.08, .2), 3 * thud), (r.uniform(.3, .5), .3 * latch))


def laughter(r):
    """Voiced puffs of falling pitch and loudness with breath: harmonic, rhythmic, and no notification."""
    parts, at, pitch, gain = [], .05, r.uniform(180, 420), 1.
    for _ in range(r.integers(4, 9)):
        t = clock(r.uniform(.09, .14))
        f = pitch * (1 + .12 * np.sin(np.pi * t / t[-1]))
        voiced = sum(np.exp(-abs(h * pitch - r.uniform(700, 1100)) / 700) * np.sin(2 * np.pi * h * np.cumsum(f) / SR) for h in range(1, 12))
        parts.append((at, gain * (voiced + .5 * band(r.normal(0, 1, len(t)), 500, 5000)) * np.sin(np.pi * t / t[-1])))
        at += r.uniform(.17, .24)
        pitch, gain = pitch * .96, gain * .9
    return after(*parts)


STAYS = {'jingle': jingle, 'sting': lambda r: jingle(r)[:int(1.6 * SR)], 'pad': pad, 'groove': groove, 'keys': keys, 'door': door, 'laughter': laughter}


def draw(part, seed, count):
    """(notification sounds by name, sounds that stay by name) of one episode, as functions without arguments."""
    r = np.random.default_rng(seed)
    chosen = r.choice(sorted(KINDS[part]), count, replace=False) if count else []
    chimes = {f'{kind}-{seed}': (lambda kind=kind, s=int(r.integers(1 << 30)): KINDS[part][kind](np.random.default_rng(s))) for kind in chosen}
    # A show's music is the same each time; no two laughs, doors or bursts of typing are.
    once = {'jingle', 'sting', 'pad', 'groove'}
    def staying(name):
        seed = int(r.integers(1 << 30))
        own = np.random.default_rng(seed)
        return lambda: STAYS[name](np.random.default_rng(seed) if name in once else own)
    stays = {name: staying(name) for name in STAYS}
    return chimes, stays
