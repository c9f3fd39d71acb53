"""Builds a Keras 3 model from an Atelier architecture: {"input": ..., "layers": [{"type": ...}]}."""

import re

from keras import Sequential, layers, regularizers


def snake_case(name):
    """Keras's spelling of an option: kernelSize is kernel_size."""
    return re.sub(r"([A-Z])", lambda letter: "_" + letter.group(1).lower(), name)


def option(key, value):
    """Keras's value of an option: lists are tuples there, initialisers have their own spelling."""
    if isinstance(value, list):
        return tuple(value)
    return snake_case(value) if key.endswith("Initializer") else value


def penalties(spec):
    """Each pair of an L1 and an L2 that is not zero, as the regulariser that it stands for."""
    found = {key[:-2] for key in spec if re.search(r"L[12]$", key)}
    pairs = {name: (spec.get(name + "L1", 0), spec.get(name + "L2", 0)) for name in found}
    return {
        snake_case(name) + "_regularizer": regularizers.L1L2(l1=l1, l2=l2)
        for name, (l1, l2) in pairs.items()
        if l1 or l2
    }


def build_layer(spec):
    """Makes one layer; every option that the architecture leaves out keeps Keras's default."""
    plain = {key: value for key, value in spec.items() if not re.search(r"^type$|L[12]$", key)}
    options = {snake_case(key): option(key, value) for key, value in plain.items()}
    return getattr(layers, spec["type"])(**options, **penalties(spec))


def input_shape(architecture):
    """The shape of one Fashion-MNIST image as the model reads it."""
    return (28, 28) if architecture["input"] == "sequence" else (28, 28, 1)


def build(architecture):
    """Builds the whole model, with weights drawn by Keras."""
    first = layers.Input(input_shape(architecture))
    return Sequential([first, *map(build_layer, architecture["layers"])])
