"""Times training steps of a study model in Keras 3 on TensorFlow, as `model.fit` runs them.

Reads one JSON document on standard input: {"architecture", "batch", "steps", "warmup", "evaluate"}.
Prints one JSON document: {"stepMs": [...], "peakRssBytes", "evaluateMs", "versions"}.
Images are random bytes scaled to 0..1: their values do not change how long a step takes.
"""

import json
import os
import resource
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import numpy as np  # noqa: E402
import keras  # noqa: E402
import tensorflow as tf  # noqa: E402
from kerasModels import build, input_shape  # noqa: E402


class StepTimes(keras.callbacks.Callback):
    """Notes when each batch ended; the gaps are the steps."""

    def __init__(self):
        super().__init__()
        self.ends = []

    def on_train_batch_end(self, batch, logs=None):
        self.ends.append(time.perf_counter())


def main():
    request = json.load(sys.stdin)
    batch, steps = request["batch"], request["steps"] + request["warmup"]
    model = build(request["architecture"])
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    random = np.random.default_rng(1)
    shape = input_shape(request["architecture"])
    images = random.random((batch * steps, *shape), dtype=np.float32)
    labels = np.eye(10, dtype=np.float32)[random.integers(0, 10, batch * steps)]
    times = StepTimes()
    model.fit(images, labels, batch_size=batch, epochs=1, verbose=0, callbacks=[times])
    gaps = np.diff(times.ends)[request["warmup"] :] * 1000
    evaluate_ms = None
    if request.get("evaluate"):
        test = random.random((10000, *shape), dtype=np.float32)
        test_labels = np.eye(10, dtype=np.float32)[random.integers(0, 10, 10000)]
        model.evaluate(test[:320], test_labels[:320], batch_size=32, verbose=0)
        begin = time.perf_counter()
        model.evaluate(test, test_labels, batch_size=32, verbose=0)
        evaluate_ms = (time.perf_counter() - begin) * 1000
    print(
        json.dumps(
            {
                "stepMs": gaps.tolist(),
                "evaluateMs": evaluate_ms,
                "peakRssBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "versions": {"keras": keras.__version__, "tensorflow": tf.__version__},
            }
        )
    )


main()
