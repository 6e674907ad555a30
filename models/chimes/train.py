"""Trains the network on data/*.npz (make-mixtures.py): python3 train.py SECONDS OUT.weights.h5 [START.weights.h5]

Needs tensorflow and numpy. Files 0 to 2 are held out and scored each minute; files from 100 on count twice.
Ours: 27 minutes from nothing on 0..61 at 2.5e-3, then 17 minutes on all with 100..121, on a fifth of a core: 1800 steps.
"""

import os

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '2'
import numpy as np, glob, sys, time, tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(2)
L = tf.keras.layers


def half(y):
    y = y[:, : y.shape[1] // 2 * 2]
    z = np.maximum(y[:, ::2], y[:, 1::2])
    return z


def net():
    i = L.Input((None, 464, 1))
    x = i
    for k, (c, kt, kf, st) in enumerate(((8, 3, 5, 1), (12, 3, 3, 2), (16, 3, 3, 1), (24, 3, 3, 1))):
        x = L.Conv2D(c, (kt, kf), strides=(st, 2), padding='same', use_bias=False, name=f'c{k}')(x)
        x = L.BatchNormalization(momentum=0.9, name=f'b{k}')(x)
        x = L.ReLU()(x)
    x = L.Concatenate()([tf.keras.ops.max(x, axis=2), tf.keras.ops.mean(x, axis=2)])
    for k, d in enumerate((1, 3, 8)):
        x = L.Conv1D(32, 5, dilation_rate=d, padding='same', use_bias=False, name=f't{k}')(x)
        x = L.BatchNormalization(momentum=0.9, name=f'tb{k}')(x)
        x = L.ReLU()(x)
    return tf.keras.Model(i, L.Conv1D(2, 1, name='out')(x))


if __name__ == '__main__':
    secs = float(sys.argv[1])
    out = sys.argv[2]
    init = sys.argv[3] if len(sys.argv) > 3 else None
    t0 = time.time()
    m = net()
    if init:
        m.load_weights(init)
    m.summary()
    opt = tf.keras.optimizers.Adam(2e-3)

    @tf.function
    def step(x, y, w):
        with tf.GradientTape() as g:
            z = m(x, training=True)
            l = tf.reduce_mean(tf.nn.weighted_cross_entropy_with_logits(y, z, 1.1) * w)
        gr = g.gradient(l, m.trainable_variables)
        opt.apply_gradients(zip(gr, m.trainable_variables))
        return l

    rng = np.random.default_rng(0)
    n = 0
    last = t0
    ls = []
    val = None
    ep = 0
    while time.time() - t0 < secs:
        fs = sorted(glob.glob('data/*.npz'), key=lambda f: int(f.split('/')[-1][:-4]))
        tr = [f for f in fs if int(f.split('/')[-1][:-4]) >= 3] + [
            f for f in fs if int(f.split('/')[-1][:-4]) >= 100
        ]
        rng.shuffle(tr)
        ep += 1
        for f in tr:
            if time.time() - t0 > secs:
                break
            d = np.load(f)
            X, Y = d['x'], d['y']
            o = rng.permutation(len(X))
            frac = (time.time() - t0) / secs
            opt.learning_rate.assign(1.6e-3 * (0.5 * (1 + np.cos(np.pi * frac))) + 2e-5)
            for b in range(0, len(o) - 9, 10):
                x = X[o[b : b + 10], :374].astype(np.float32) / 85.0
                y = half(Y[o[b : b + 10]]).astype(np.float32)
                s = rng.integers(-8, 9)  # small shift of pitch: one network for all
                x = np.roll(x, s, 2)
                ls.append(float(step(tf.constant(x[..., None]), tf.constant(y), tf.constant([1.0, 0.5]))))
                n += 1
            if time.time() - last > 60:
                last = time.time()
                P = []
                Q = []
                for v in fs[:3]:
                    d = np.load(v)
                    P.append(
                        tf.sigmoid(
                            m(
                                tf.constant(d['x'][:, :374].astype(np.float32)[..., None] / 85.0),
                                training=False,
                            )
                        ).numpy()
                    )
                    Q.append(half(d['y']))
                P = np.concatenate(P)
                Q = np.concatenate(Q)
                r = []
                for th in (0.3, 0.5, 0.7, 0.9):
                    p = P[..., 0] > th
                    q = Q[..., 0] > 0
                    r.append(f'{th}: R{(p&q).sum()/q.sum():.3f} P{(p&q).sum()/max(1,p.sum()):.3f}')
                print(
                    f'{time.time()-t0:.0f}s ep{ep} step{n} loss{np.mean(ls[-300:]):.4f}',
                    ' '.join(r),
                    f'mus R{((P[...,1]>.5)&(Q[...,1]>0)).sum()/max(1,Q[...,1].sum()):.2f}',
                    flush=True,
                )
                m.save_weights(out)
    m.save_weights(out)
