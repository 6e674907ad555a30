"""What happens between mouth and file: room, microphone, noise, codec. Nothing here moves a sound in time."""
import numpy as np

SR = 24000


def reverb(y, r, seconds, wet_db):
    """A room as decaying noise behind the direct sound."""
    n = int(seconds * SR)
    tail = r.normal(0, 1, n) * 10 ** (-3 * np.arange(n) / n) * (np.arange(n) > .004 * SR)
    tail *= 10 ** (wet_db / 20) / np.sqrt((tail ** 2).sum())
    tail[0] = 1
    size = len(y) + n
    return np.fft.irfft(np.fft.rfft(y, size) * np.fft.rfft(tail, size), size)[:len(y)]


def hum(y, r, level_db):
    """Mains and a fan: 50 Hz with harmonics and low noise."""
    t = np.arange(len(y)) / SR
    mains = sum(np.sin(2 * np.pi * 50 * k * t) / k for k in (1, 2, 3, 5))
    fan = np.convolve(r.normal(0, 1, len(y)), np.ones(24) / 24, 'same')
    return y + 10 ** (level_db / 20) * (.5 * mains + 2 * fan)


def band(y, low, high):
    """The phone band, or a cheap microphone, without delay."""
    spectrum, f = np.fft.rfft(y), np.fft.rfftfreq(len(y), 1 / SR)
    slope = 1 / (1 + (low / np.maximum(f, 1)) ** 6) / (1 + (f / high) ** 8)
    return np.fft.irfft(spectrum * slope, len(y))


ROOMS = {
    'dry': lambda y, r: y,
    'office': lambda y, r: reverb(y, r, .25, -14),
    'kitchen': lambda y, r: hum(reverb(y, r, .45, -11), r, -58),
    'hall': lambda y, r: reverb(y, r, .9, -14),
    'phone': lambda y, r: band(y, 300, 3400),
    'headset': lambda y, r: hum(band(y, 120, 6500), r, -60),
}
CODECS = {
    'mp3': ('mp3', ['-c:a', 'libmp3lame', '-b:a', '64k']),
    'mp3-stereo': ('mp3', ['-ac', '2', '-ar', '44100', '-c:a', 'libmp3lame', '-b:a', '128k']),
    'opus': ('opus', ['-c:a', 'libopus', '-b:a', '32k']),
    'aac': ('m4a', ['-ar', '44100', '-c:a', 'aac', '-b:a', '64k']),
    'phone': ('mp3', ['-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '32k']),
}
