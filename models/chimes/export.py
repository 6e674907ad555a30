"""Writes the ONNX file, batch normalisation folded in: python3 export.py WEIGHTS.h5 chimes.onnx (needs tensorflow, onnx)."""

import sys, numpy as np, onnx
from onnx import helper as h, numpy_helper as nh, TensorProto as TP
import os

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
from train import net

m = net()
m.load_weights(sys.argv[1])
I = []
Nn = []


def const(n, a):
    I.append(nh.from_array(np.ascontiguousarray(a, np.float32), n))
    return n


def bn(w, b, ax):
    g, be, mu, va = [np.array(v) for v in b.get_weights()]
    s = g / np.sqrt(va + b.epsilon)
    return w * s, be - mu * s


x = 'input'
for k, st in enumerate((1, 2, 1, 1)):
    w, b = bn(m.get_layer(f'c{k}').get_weights()[0], m.get_layer(f'b{k}'), 3)
    kt, kf = w.shape[:2]
    pt = (1, 1) if st == 1 else (0, 1)
    pf = (1, 2) if kf == 5 else (0, 1)
    Nn.append(
        h.make_node(
            'Conv',
            [x, const(f'w{k}', w.transpose(3, 2, 0, 1)), const(f'b{k}', b)],
            [f'c{k}'],
            strides=[st, 2],
            pads=[pt[0], pf[0], pt[1], pf[1]],
        )
    )
    Nn.append(h.make_node('Relu', [f'c{k}'], [f'r{k}']))
    x = f'r{k}'
Nn += [
    h.make_node('ReduceMax', [x], ['mx'], axes=[3], keepdims=0),
    h.make_node('ReduceMean', [x], ['mn'], axes=[3], keepdims=0),
    h.make_node('Concat', ['mx', 'mn'], ['pool'], axis=1),
]
x = 'pool'
for k, d in enumerate((1, 3, 8)):
    w, b = bn(m.get_layer(f't{k}').get_weights()[0], m.get_layer(f'tb{k}'), 2)
    Nn.append(
        h.make_node(
            'Conv',
            [x, const(f'tw{k}', w.transpose(2, 1, 0)), const(f'tb{k}', b)],
            [f'tc{k}'],
            dilations=[d],
            pads=[2 * d, 2 * d],
        )
    )
    Nn.append(h.make_node('Relu', [f'tc{k}'], [f'tr{k}']))
    x = f'tr{k}'
w, b = m.get_layer('out').get_weights()
Nn += [
    h.make_node('Conv', [x, const('ow', w.transpose(2, 1, 0)), const('ob', b)], ['z']),
    h.make_node('Sigmoid', ['z'], ['probability']),
]
g = h.make_graph(
    Nn,
    'sounds',
    [h.make_tensor_value_info('input', TP.FLOAT, [1, 1, 'frames', 464])],
    [h.make_tensor_value_info('probability', TP.FLOAT, [1, 2, 'steps'])],
    I,
)
mo = h.make_model(g, opset_imports=[h.make_opsetid('', 13)])
mo.ir_version = 8
onnx.checker.check_model(mo)
onnx.save(mo, sys.argv[2])
print('saved', os.path.getsize(sys.argv[2]))
