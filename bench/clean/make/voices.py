"""Two more kinds of voice for make_episode.py: espeak-ng, and any of its own at another pitch and pace."""
import ctypes

import numpy as np

SILENCE_DB = -40  # under a word's own peak; espeak-ng's silence is exact


class Espeak:
    """`en-gb+f3` and the like. Word times come from espeak-ng's own events."""
    library = None

    class Event(ctypes.Structure):
        _fields_ = [('type', ctypes.c_int), ('unique', ctypes.c_uint), ('text_position', ctypes.c_int), ('length', ctypes.c_int),
                    ('audio_position', ctypes.c_int), ('sample', ctypes.c_int), ('user', ctypes.c_void_p), ('id', ctypes.c_char * 8)]

    def __init__(self, name):
        self.name = name
        if Espeak.library is None:
            Espeak.library = ctypes.CDLL('libespeak-ng.so.1')
            Espeak.rate = Espeak.library.espeak_Initialize(2, 0, None, 0)  # 2: sound is handed back, at once

    def say(self, words, resample, sentences):
        sound, times, at = [], [], 0.0
        for sentence in sentences(words):
            y, starts = self.speak(sentence)
            ends = [*starts[1:], len(y)]
            for start, end in zip(starts, ends):
                loud = np.flatnonzero(np.abs(y[start:end]) > np.abs(y[start:end]).max(initial=1e-9) * 10 ** (SILENCE_DB / 20))
                last = start + loud[-1] if len(loud) else end
                times.append((at + start / self.rate, at + last / self.rate))
            y = resample(np.concatenate([y, np.zeros(int(.15 * self.rate))]), self.rate)
            sound.append(y)
            at += len(y) / 24000
        return np.concatenate(sound), times

    def speak(self, sentence):
        """One sentence's samples and the first sample of each word."""
        pieces, found = [], {}
        spots, at = [], 0
        for word in sentence:
            spots.append(at)
            at += len(word) + 1
        callback_type = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Espeak.Event))

        def heard(wave, count, events):
            if wave and count:
                pieces.append(np.ctypeslib.as_array(wave, (count,)).astype(float) / 32768)
            i = 0
            while events[i].type:
                if events[i].type == 1:  # a word begins
                    word = max((n for n, spot in enumerate(spots) if spot <= events[i].text_position - 1), default=0)
                    found.setdefault(word, int(events[i].audio_position * self.rate / 1000))
                i += 1
            return 0

        callback = callback_type(heard)
        text = ' '.join(sentence).encode()
        self.library.espeak_SetSynthCallback(callback)
        self.library.espeak_SetVoiceByName(self.name.encode())
        self.library.espeak_Synth(text, len(text) + 1, 0, 1, 0, 1, None, None)
        y = np.concatenate(pieces)
        # Words that espeak-ng says as one ("of the") share its time evenly.
        known = sorted(found) + [len(sentence)]
        starts = [0] * len(sentence)
        for a, b in zip(known, known[1:]):
            end = found.get(b, len(y))
            for n in range(a, b):
                starts[n] = int(found[a] + (end - found[a]) * (n - a) / (b - a))
        return y, starts


class Shifted:
    """A voice played faster or slower, so higher or lower: `slt@1.08`."""
    def __init__(self, voice, factor):
        self.voice, self.factor = voice, factor

    def say(self, words):
        y, times = self.voice.say(words)
        spots = np.arange(0, len(y) - 1, self.factor)
        return np.interp(spots, np.arange(len(y)), y), [(a / self.factor, b / self.factor) for a, b in times]


def factory(own, resample, sentences):
    """Wraps one of make_episode's voice classes: `espeak-NAME`, `NAME@FACTOR` and its own names."""
    def build(name, seed):
        name, _, factor = name.partition('@')
        if name.startswith('espeak-'):
            voice = Espeak(name.removeprefix('espeak-'))
            plain = voice
            voice = type('Said', (), {'say': staticmethod(lambda words: plain.say(words, resample, sentences))})()
        else:
            voice = own(name, seed)
        return Shifted(voice, float(factor)) if factor else voice
    # The classes reach their own members through their global name, which is this function's now.
    build.__dict__.update({key: value for key, value in vars(own).items() if not key.startswith('__')})
    return build
