"""Builds a Keras 3 model from an Atelier architecture: {"input": ..., "layers": [{"type": ...}]}."""

import re

from keras import Sequential, layers

def snake_case(name):
    """Keras's spelling of an option: kernelSize is kernel_size."""
    return re.sub(r"([A-Z])", lambda letter: "_" + letter.group(1).lower(), name)


def build_layer(spec):
    """Makes one layer; every option that the architecture leaves out keeps Keras's default."""
    options = {
        snake_case(key): tuple(value) if isinstance(value, list) else value
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
