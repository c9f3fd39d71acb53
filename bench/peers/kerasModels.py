"""Builds a Keras 3 model from an Atelier architecture: {"input": ..., "layers": [{"type": ...}]}."""

from keras import Sequential, layers

# Options whose names Keras writes in another case; the others are the same.
RENAMED = {
    "kernelSize": "kernel_size",
    "poolSize": "pool_size",
    "useBias": "use_bias",
    "returnSequences": "return_sequences",
    "recurrentActivation": "recurrent_activation",
}


def build_layer(spec):
    """Makes one layer; every option that the architecture leaves out keeps Keras's default."""
    options = {
        RENAMED.get(key, key): tuple(value) if isinstance(value, list) else value
        for key, value in spec.items()
        if key != "type"
    }
    return getattr(layers, spec["type"])(**options)


def input_shape(architecture):
    """The shape of one Fashion-MNIST image as the model reads it."""
    return (28, 28) if architecture["input"] == "sequence" else (28, 28, 1)


def build(architecture):
    """Builds the whole model, with weights drawn by Keras."""
    first = layers.Input(input_shape(architecture))
    return Sequential([first, *map(build_layer, architecture["layers"])])
