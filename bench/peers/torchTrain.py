"""Times training steps of a study model in PyTorch: channels last, fused Adam, eager.

Reads the same request as kerasTrain.py on standard input and prints the same result.
"""

import json
import resource
import sys
import time

import numpy as np
import torch
from torch import nn


class LastStep(nn.Module):
    """The output of an LSTM's last step."""

    def __init__(self, inputs, units):
        super().__init__()
        self.lstm = nn.LSTM(inputs, units, batch_first=True)

    def forward(self, x):
        return self.lstm(x)[0][:, -1]


def build_layer(spec, shape):
    """The modules of one layer, and the shape after it (channels first)."""
    kind = spec["type"]
    if kind == "Conv2D":
        same = spec.get("padding") == "same"
        size = spec["kernelSize"][0]
        conv = nn.Conv2d(shape[0], spec["filters"], size, padding="same" if same else 0)
        side = shape[1] if same else shape[1] - size + 1
        return [conv, nn.ReLU()], (spec["filters"], side, side)
    if kind == "BatchNormalization":
        norm = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
        return [norm(shape[0], eps=spec["epsilon"], momentum=1 - spec["momentum"])], shape
    if kind == "MaxPooling2D":
        side = shape[1] // spec["poolSize"][0]
        return [nn.MaxPool2d(spec["poolSize"][0])], (shape[0], side, side)
    if kind == "Dropout":
        return [nn.Dropout(spec["rate"])], shape
    if kind == "Flatten":
        return [nn.Flatten()], (int(np.prod(shape)),)
    if kind == "LSTM":
        return [LastStep(shape[-1], spec["units"])], (spec["units"],)
    if kind == "Dense":
        active = [nn.ReLU()] if spec["activation"] == "relu" else []
        return [nn.Linear(shape[0], spec["units"]), *active], (spec["units"],)
    raise ValueError(kind)


def build(architecture):
    """The whole model; the softmax belongs to PyTorch's loss."""
    shape = (28, 28) if architecture["input"] == "sequence" else (1, 28, 28)
    modules = []
    for spec in architecture["layers"]:
        own, shape = build_layer(spec, shape)
        modules += own
    return nn.Sequential(*modules).to(memory_format=torch.channels_last)


def main():
    request = json.load(sys.stdin)
    torch.set_num_threads(2)
    sequence = request["architecture"]["input"] == "sequence"
    model = build(request["architecture"])
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7, fused=True)
    loss_of = nn.CrossEntropyLoss()
    batch, steps = request["batch"], request["steps"] + request["warmup"]
    shape = (28, 28) if sequence else (1, 28, 28)
    images = torch.rand(batch * steps, *shape)
    labels = torch.randint(0, 10, (batch * steps,))
    if not sequence:
        images = images.to(memory_format=torch.channels_last)
    times = []
    model.train()
    for step in range(steps):
        begin = time.perf_counter()
        place = slice(step * batch, (step + 1) * batch)
        optimizer.zero_grad(set_to_none=True)
        loss_of(model(images[place]), labels[place]).backward()
        optimizer.step()
        times.append((time.perf_counter() - begin) * 1000)
    evaluate_ms = None
    if request.get("evaluate"):
        model.eval()
        test = torch.rand(10000, *shape)
        test_labels = torch.randint(0, 10, (10000,))
        with torch.inference_mode():
            begin = time.perf_counter()
            total = 0.0
            for at in range(0, 10000, 32):
                place = slice(at, at + 32)
                total += loss_of(model(test[place]), test_labels[place]).item()
            evaluate_ms = (time.perf_counter() - begin) * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(
        json.dumps(
            {
                "stepMs": times[request["warmup"] :],
                "evaluateMs": evaluate_ms,
                "peakRssBytes": peak,
                "versions": {"torch": torch.__version__},
            }
        )
    )


main()
