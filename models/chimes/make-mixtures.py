"""Makes mixtures with truth: data/N.npz with x (clips, frames, lines) uint8 and y (clips, frames, 2: notification, music).

    python3 make-mixtures.py FIRST LAST        files FIRST to LAST-1, 40 clips of 6 s each; FIRST is the seed

Needs numpy, scipy, ffmpeg, and a folder pool/ beside this file with 16 kHz float32 .npy of clean sound at -21 dB:
tts-*.npy and real-*.npy (speech), laugh.npy (laughs and hums), moh-*.npy (music). Ours: flite, espeak-ng, Piper joe and the
G.722 prompts of Debian's asterisk-core-sounds (en, es, fr, it), less those that are tones; asterisk-moh-opsound.
A second round added speech of our made episodes of the development half, their sounds cut out.
Every notification sound is drawn by `sound`: no recording of one, and none of the test sets' sounds, is in the mixtures.
"""

import numpy as np, glob, subprocess, sys
from scipy.signal import fftconvolve, butter, sosfilt

SR = 16000
LV = 10 ** (-21 / 20)
CL = 6.0
N = int(CL * SR)
HOP = 256
WIN = 1024
B0, B1 = 16, 480
FR = N // HOP
import os

HERE = os.path.dirname(os.path.abspath(__file__)) + '/'
P = HERE + 'pool/'


def rms(y):
    f = y[: len(y) // 320 * 320].reshape(-1, 320) if len(y) >= 320 else y[None]
    e = np.sqrt((f**2).mean(1))
    m = e > 0.1 * e.max()
    return float(np.sqrt((e[m] ** 2).mean())) or 1e-9


def env(n, a, d):
    t = np.arange(n) / SR
    return np.minimum(1, t / a) * np.exp(-t / d)


# ---- sounds that are notifications, of random kinds
def partials(r):
    k = r.integers(8)
    if k < 2:
        return [(1, 1.0)]
    if k == 2:
        return [(1, 1.0), (2, r.uniform(0.05, 0.8)), (3, r.uniform(0, 0.6)), (4, r.uniform(0, 0.4))]
    if k == 3:
        return [
            (1, 1.0),
            (r.uniform(2.5, 3), r.uniform(0.1, 0.7)),
            (r.uniform(5, 5.8), r.uniform(0, 0.4)),
            (r.uniform(8, 9), r.uniform(0, 0.2)),
        ]
    if k == 4:
        return [(1, 1.0), (r.uniform(3.8, 4.1), r.uniform(0.1, 0.6)), (r.uniform(8, 10), r.uniform(0, 0.2))]
    if k == 5:
        return [(2 * i + 1, 1 / (2 * i + 1) ** r.uniform(0.6, 1.5)) for i in range(5)]
    if k == 6:
        return [(1, 1.0)] + [(r.uniform(1.1, 6), r.uniform(0.1, 0.9)) for _ in range(r.integers(1, 5))]
    return [(i, r.uniform(0.5, 1) * i ** -r.uniform(0.3, 1.5)) for i in range(1, 10)]


def note(r, f, dur, d, H, a=0.004, glide=0.0, gate=False, trem=None, vib=0.0):
    n = int(dur * SR)
    t = np.arange(n) / SR
    y = np.zeros(n)
    tt = f * t + glide * t * t / (2 * dur) + (vib * np.sin(2 * np.pi * 6 * t) if vib else 0)
    for h, g in H:
        if f * h < 7600:
            y += (
                g
                * np.sin(2 * np.pi * h * tt + r.uniform(0, 6.28))
                * (np.exp(-t / (d / (1 + 0.3 * (h - 1) * r.uniform(0, 1)))) if not gate else 1)
            )
    y *= np.minimum(1, t / a)
    if gate:
        y *= np.minimum(1, (dur - t) / 0.012)
    if trem:
        rate, depth, sq = trem
        m = np.sin(2 * np.pi * rate * t + r.uniform(0, 6))
        y *= 1 - depth * (0.5 + 0.5 * (np.sign(m) if sq else m))
    return y


def seq(parts):
    n = max(int(a * SR) + len(x) for a, x in parts)
    y = np.zeros(n)
    for a, x in parts:
        i = int(a * SR)
        y[i : i + len(x)] += x
    return y


def F(r, lo=320, hi=3600):
    return float(np.exp(r.uniform(np.log(lo), np.log(hi))))


SC = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 17, 19]


def sound(r):
    k = r.choice(
        ['struck', 'seq', 'glide', 'beeps', 'ring', 'buzz', 'knock', 'pop', 'fm', 'swish', 'blip', 'arp'],
        p=[0.17, 0.2, 0.1, 0.1, 0.08, 0.06, 0.06, 0.05, 0.05, 0.03, 0.05, 0.05],
    )
    if k == 'struck':
        d = r.uniform(0.05, 0.5)
        y = note(r, F(r), min(1.4, 4.5 * d), d, partials(r), r.choice([0.002, 0.005, 0.015]))
    elif k in ('seq', 'arp'):
        H = partials(r)
        f = F(r, 350, 2000)
        d = r.uniform(0.03, 0.25)
        step = r.uniform(0.06, 0.3) if k == 'seq' else r.uniform(0.04, 0.08)
        n = r.integers(2, 4) if k == 'seq' else r.integers(3, 7)
        s = np.sort(r.choice(SC, n, replace=n > len(SC))) * (r.choice([-1, 1]))
        s = s if r.random() < 0.7 else r.permutation(s)
        g = r.random() < 0.3
        gl = r.choice([0, 0, 0, r.uniform(-0.3, 0.6)])
        y = seq(
            [
                (
                    i * step,
                    note(
                        r,
                        f * 2 ** (x / 12),
                        (step * r.uniform(0.6, 1) if g and i < n - 1 else min(0.9, 5 * d)),
                        d,
                        H,
                        gate=g and i < n - 1,
                        glide=gl * f,
                    ),
                )
                for i, x in enumerate(s)
            ]
        )
    elif k == 'glide':
        f = F(r, 300, 1800)
        d = r.uniform(0.03, 0.3)
        dur = min(0.6, r.uniform(0.1, 0.4))
        y = note(r, f, dur, d, partials(r), glide=f * r.choice([-0.5, -0.3, 0.3, 0.6, 1, 2]))
        y = (
            y
            if r.random() < 0.5
            else seq(
                [
                    (0, y),
                    (
                        dur * r.uniform(0.6, 1.1),
                        note(
                            r,
                            f * r.uniform(0.7, 1.8),
                            dur * 1.5,
                            d,
                            partials(r),
                            glide=f * r.choice([0, 0, 0.3]),
                        ),
                    ),
                ]
            )
        )
    elif k == 'beeps':
        f = F(r, 600, 3600)
        n = r.integers(1, 5)
        d = r.uniform(0.05, 0.25)
        H = partials(r) if r.random() < 0.4 else [(1, 1.0)]
        y = seq([(i * d * r.uniform(1.5, 1.9), note(r, f, d, 1, H, gate=True)) for i in range(n)])
    elif k == 'ring':
        f = F(r, 400, 1500)
        H = [(1, 1.0), (r.uniform(1.1, 1.6), r.uniform(0.3, 1))] + (
            [(2, 0.3), (3, 0.2)] if r.random() < 0.5 else []
        )
        d = r.uniform(0.25, 0.6)
        n = r.integers(1, 4)
        y = seq(
            [
                (
                    i * d * r.uniform(1.1, 1.6),
                    note(
                        r,
                        f,
                        d,
                        9,
                        H,
                        gate=True,
                        trem=(r.uniform(10, 32), r.uniform(0.5, 1), r.random() < 0.6),
                    ),
                )
                for i in range(n)
            ]
        )
    elif k == 'buzz':
        f = r.uniform(110, 260)
        d = r.uniform(0.15, 0.5)
        n = r.integers(1, 3)
        H = [(i, r.uniform(0.3, 1) * i ** -r.uniform(0, 0.8)) for i in range(1, 25)]
        y = seq(
            [
                (
                    i * d * 1.5,
                    note(
                        r,
                        f,
                        d,
                        9,
                        H,
                        gate=True,
                        trem=(r.uniform(20, 40), r.uniform(0.3, 1), r.random() < 0.5),
                    ),
                )
                for i in range(n)
            ]
        )
    elif k == 'knock':
        n = r.integers(1, 4)
        f = F(r, 300, 1100)
        H = [(1, 1.0)] + [(r.uniform(1.3, 5), r.uniform(0.3, 0.8)) for _ in range(3)]
        d = r.uniform(0.012, 0.04)
        y = seq(
            [
                (
                    i * r.uniform(0.09, 0.18),
                    note(r, f * r.uniform(0.9, 1.2), 6 * d, d, H, 0.002)
                    + 0.5
                    * (r.normal(0, 1, int(6 * d * SR)) if r.random() < 0.5 else 0)
                    * env(int(6 * d * SR), 0.001, d / 3),
                )
                for i in range(n)
            ]
        )
    elif k == 'pop':
        f = F(r, 300, 1200)
        y = note(
            r,
            f,
            r.uniform(0.06, 0.16),
            r.uniform(0.02, 0.06),
            partials(r) if r.random() < 0.4 else [(1, 1.0)],
            glide=f * r.uniform(0.5, 3),
        )
    elif k == 'blip':
        d = r.uniform(0.015, 0.05)
        y = note(r, F(r, 500, 3600), 4 * d, d, partials(r))
    elif k == 'fm':
        n = int(r.uniform(0.2, 1) * SR)
        t = np.arange(n) / SR
        f = F(r, 300, 1500)
        y = np.sin(
            2 * np.pi * f * t
            + r.uniform(1, 4)
            * np.exp(-t / r.uniform(0.05, 0.2))
            * np.sin(2 * np.pi * f * r.choice([1.4, 2, 3.5, 1.41]) * t)
        ) * env(n, 0.003, r.uniform(0.05, 0.3))
    else:
        n = int(r.uniform(0.15, 0.35) * SR)
        t = np.arange(n) / SR
        y = seq(
            [
                (0, note(r, F(r, 500, 1200), n / SR, 0.15, [(1, 1.0)], glide=r.uniform(800, 2500))),
                (0, 0.2 * r.normal(0, 1, n) * env(n, 0.02, 0.08)),
            ]
        )
    if r.random() < 0.15 and len(y) < 0.5 * SR:
        g = r.uniform(0.1, 0.25)
        y = seq([(0, y), (len(y) / SR + g, y)])
    if r.random() < 0.3:
        y = room(r, y)
    y = y[: int(1.6 * SR)]
    y = y / np.abs(y).max()
    k = np.where(np.abs(y) > 10 ** (-45 / 20))[0]
    y = y[k[0] : k[-1] + 1]
    return y


def room(r, y):
    n = int(r.uniform(0.08, 0.35) * SR)
    h = r.normal(0, 1, n) * np.exp(-np.arange(n) / (n / 5))
    h /= np.sqrt((h**2).sum())
    return np.concatenate([y, np.zeros(n - 1)]) + 10 ** (r.uniform(-18, -5) / 20) * fftconvolve(y, h)


# ---- what is not one
def music(r, secs):
    k = r.integers(4)
    if k == 0 and MOH:
        m = MOH[r.integers(len(MOH))]
        a = r.integers(max(1, len(m) - int(secs * SR)))
        return m[a : a + int(secs * SR)].astype(float)
    bpm = r.uniform(0.15, 0.6)
    H = partials(r)
    root = F(r, 110, 520)
    y = np.zeros(int(secs * SR) + SR * 4)
    t = 0
    d = r.uniform(0.1, 0.8)
    ch = r.random() < 0.5
    while t < secs:
        for s in ([0, 4, 7] if ch else [r.choice(SC)]):
            x = note(
                r,
                root * 2 ** ((s + (r.choice([0, -3, 5, 2]) if ch else 0)) / 12),
                min(3.0, 4 * d),
                d,
                H,
                r.choice([0.004, 0.02, 0.1]),
            )
            i = int(t * SR)
            x = x[: len(y) - i]
            y[i : i + len(x)] += x
        t += bpm * (4 if ch else r.choice([1, 1, 2, 0.5]))
    return y[: int(secs * SR)]


def keys(r, secs):
    y = np.zeros(int(secs * SR))
    t = r.uniform(0, 0.3)
    while t < secs:
        n = int(r.uniform(0.006, 0.03) * SR)
        x = r.normal(0, 1, n) * np.exp(-np.arange(n) / (n / 4))
        if r.random() < 0.6:
            f = r.uniform(800, 4000)
            x = x + 0.8 * np.sin(2 * np.pi * f * np.arange(n) / SR) * np.exp(-np.arange(n) / (n / 3))
        i = int(t * SR)
        x = x[: len(y) - i]
        y[i : i + len(x)] += x * r.uniform(0.3, 1)
        t += r.exponential(0.12) + 0.05
    return y


def thump(r):
    n = int(r.uniform(0.1, 0.4) * SR)
    t = np.arange(n) / SR
    y = sum(
        np.sin(2 * np.pi * f * t + r.uniform(0, 6)) * np.exp(-t / r.uniform(0.02, 0.08))
        for f in r.uniform(50, 400, 4)
    )
    return y + 0.6 * r.normal(0, 1, n) * np.exp(-t / 0.01)


def breath(r):
    n = int(r.uniform(0.15, 0.6) * SR)
    x = r.normal(0, 1, n) * np.hanning(n)
    lo = r.uniform(200, 900)
    return sosfilt(butter(2, [lo, min(7500, lo * r.uniform(3, 8))], 'band', fs=SR, output='sos'), x)


def add(y, x, at, lv):
    i = int(at * SR)
    x = x[: max(0, len(y) - i)]
    if len(x) < 40:
        return 0
    y[i : i + len(x)] += x * (LV * 10 ** (lv / 20) / rms(x))
    return len(x)


W = np.hanning(WIN)


def feats(y, speech):
    y = np.pad(y, WIN // 2)
    X = np.lib.stride_tricks.sliding_window_view(y, WIN)[::HOP][:FR]
    M = np.abs(np.fft.rfft(X * W, axis=1))[:, B0:B1] / 256
    return np.clip((20 * np.log10(M + 1e-7) - speech + 50) / 75 * 255, 0, 255).astype(np.uint8)


def speechDb(y):
    p = (y[: len(y) // 160 * 160].reshape(-1, 160) ** 2).mean(1)
    d = 10 * np.log10(p + 1e-10)
    d = d[d > d.max() - 30]
    return float(np.quantile(d, 0.8))


def clip(r, S):
    s = S[r.integers(len(S))]
    a = r.integers(len(s) - N)
    y = s[a : a + N].astype(float).copy()
    if r.random() < 0.03:
        y *= 0
    if r.random() < 0.15:  # dialogue over another pitch: resample for variety
        q = r.uniform(0.88, 1.13)
        a = r.integers(len(s) - int(N * 1.2))
        z = s[a : a + int(N * 1.2)]
        y = np.interp(np.arange(N) * q, np.arange(len(z)), z)
    if r.random() < 0.4:
        y = room(r, y)[:N]
    sd = speechDb(y) if np.abs(y).max() > 1e-3 else -18.0
    Y = np.zeros((FR, 2), np.uint8)
    if r.random() < 0.22:
        secs = r.uniform(2, CL)
        at = r.uniform(0, CL - secs)
        m = music(r, secs)
        f = int(r.uniform(0.02, 0.5) * SR)
        f = min(f, len(m) // 3)
        m[:f] *= np.linspace(0, 1, f)
        m[-f:] *= np.linspace(1, 0, f)
        lv = r.uniform(-26, -8) if r.random() < 0.6 else r.uniform(-8, 2)
        if lv > -8:
            y[int(at * SR) : int((at + secs) * SR)] *= r.choice([0, 0.3, 1])
        n = add(y, m, at, lv)
        Y[int(at * SR / HOP) : int((at * SR + n) / HOP), 1] = 1
    if r.random() < 0.12:
        add(y, keys(r, r.uniform(1, 5)), r.uniform(0, 3), r.uniform(-25, -6))
    for _ in range(r.poisson(0.25)):
        add(y, thump(r), r.uniform(0, 5.5), r.uniform(-18, 0))
    for _ in range(r.poisson(0.25)):
        add(y, breath(r), r.uniform(0, 5.5), r.uniform(-30, -12))
    if r.random() < 0.06:
        a = r.integers(len(LAUGH) - 3 * SR)
        add(y, LAUGH[a : a + int(r.uniform(0.8, 3) * SR)], r.uniform(0, 3), r.uniform(-10, 2))
    lo, hi = (-19, 2)
    n = r.choice([0, 1, 2, 3], p=[0.22, 0.28, 0.27, 0.23])
    same = sound(r) if n > 1 and r.random() < 0.4 else None
    for _ in range(n):
        x = same if same is not None else sound(r)
        at = r.uniform(0, CL - 0.1)
        lv = r.uniform(lo, hi)
        if r.random() < 0.15:  # alone in a gap
            i = int(max(0, at - 0.15) * SR)
            j = int((at + 0.2) * SR) + len(x)
            y[i:j] *= 0.003
            lv = r.uniform(-10, 3)
        n1 = add(y, x, at, lv)
        if not n1:
            continue
        e = np.convolve(x[:n1] ** 2, np.ones(256) / 256, 'same')
        on = np.where(e > e.max() * 10**-3)[0]
        i = int((at * SR + on[0]) / HOP + 0.5)
        j = int((at * SR + on[-1]) / HOP + 0.5)
        Y[i : max(j, i + 1), 0] = 1
    y += r.normal(0, 10 ** (r.uniform(-80, -50) / 20), N)
    if r.random() < 0.15:
        y = sosfilt(butter(4, r.uniform(3600, 7000), fs=SR, output='sos'), y)
    return y, Y, sd


def codec(r, y):
    k = r.integers(5)
    if k >= 3:
        return y
    pk = max(1.0, np.abs(y).max() / 0.98)
    a = (y / pk).astype(np.float32).tobytes()
    fmt, c = [
        ('mp3', ['libmp3lame', '-b:a', f'{r.choice([48,64,64,96])}k']),
        ('ogg', ['libopus', '-b:a', f'{r.choice([24,32,40])}k']),
        ('adts', ['aac', '-b:a', '64k']),
    ][k]
    e = subprocess.run(
        [
            'ffmpeg',
            '-v',
            'error',
            '-f',
            'f32le',
            '-ar',
            '16000',
            '-ac',
            '1',
            '-i',
            '-',
            '-ar',
            '24000' if fmt != 'ogg' else '48000',
            '-c:a',
            c[0],
            *c[1:],
            '-f',
            fmt,
            '-',
        ],
        input=a,
        capture_output=True,
        check=True,
    ).stdout
    z = (
        np.frombuffer(
            subprocess.run(
                ['ffmpeg', '-v', 'error', '-i', '-', '-ar', '16000', '-ac', '1', '-f', 'f32le', '-'],
                input=e,
                capture_output=True,
                check=True,
            ).stdout,
            np.float32,
        ).astype(float)
        * pk
    )
    # align
    m = min(len(y), 16000 * 20)
    c = np.fft.irfft(
        np.conj(np.fft.rfft(y[:m], 2 * m)) * np.fft.rfft(np.pad(z, (0, max(0, m - len(z))))[:m], 2 * m)
    )
    lag = int(np.argmax(c))
    lag = lag - 2 * m if lag > m else lag
    z = z[lag:] if lag >= 0 else np.concatenate([np.zeros(-lag), z])
    return np.pad(z, (0, max(0, len(y) - len(z))))[: len(y)]


def make(seed, count, S):
    r = np.random.default_rng(seed)
    ys, Ys, sds = [], [], []
    for _ in range(count):
        y, Y, sd = clip(r, S)
        ys.append(y)
        Ys.append(Y)
        sds.append(sd)
    z = codec(r, np.concatenate(ys)).reshape(count, N)
    x = np.stack([feats(z[i], sds[i] + r.uniform(-3, 3)) for i in range(count)])
    np.savez(HERE + f'data/{seed}.npz', x=x, y=np.stack(Ys))
    return seed


def init():
    global MOH, LAUGH, POOL
    MOH = [np.load(f) for f in sorted(glob.glob(P + 'moh-*.npy'))[:3]]
    LAUGH = np.load(P + 'laugh.npy')
    POOL = [
        np.load(f)
        for f in sorted(glob.glob(P + 'tts-*.npy')) + [P + f'real-{l}.npy' for l in ('en', 'es', 'fr', 'it')]
    ]
    w = {True: 2, False: 1}
    POOL = [
        p
        for f, p in zip(sorted(glob.glob(P + 'tts-*.npy')) + ['real'] * 4, POOL)
        for _ in range(3 if f == 'real' else 1)
    ]


MOH, LAUGH, POOL = [], None, None
if __name__ == '__main__':
    from multiprocessing import Pool
    import time

    a, b = int(sys.argv[1]), int(sys.argv[2])
    init()
    t = time.time()
    with Pool(2) as p:
        for s in p.imap_unordered(__import__('functools').partial(make, count=40, S=POOL), range(a, b)):
            print(s, round(time.time() - t), flush=True)
