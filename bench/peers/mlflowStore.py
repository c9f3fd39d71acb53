"""MLflow's own tracking store on SQLite, without a server between: what `mlflow.log_*` writes to.

Started with the folder for its database. Prints {"about"} once it is open, then reads one JSON request
a line on standard input (bench/store/workload.ts) and prints one JSON answer a line. Metrics go through
`MlflowClient.log_batch`, at most 1,000 a call, which is as many as it takes; histories through the store's
bulk read, which its web page uses, instead of a call a run and metric.
"""

import json
import os
import sys
import time

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["DO_NOT_TRACK"] = "true"

import mlflow  # noqa: E402
from mlflow.entities import Metric  # noqa: E402
from mlflow.tracking import MlflowClient  # noqa: E402

METRICS = ["loss", "accuracy", "val_loss", "val_accuracy"]
LARGEST_BATCH = 1000


def value_of(run, epoch, place):
    """`metricValue` in bench/store/workload.ts."""
    return ((run * 7919 + epoch * 104729 + place * 1299709) % 99991) / 99991


def metrics_of(run, epochs):
    """All values of a run, in the order in which they come."""
    return [
        Metric(key, value_of(run, epoch, place), 1_700_000_000_000 + epoch, epoch)
        for epoch in range(1, epochs + 1)
        for place, key in enumerate(METRICS)
    ]


class Store:
    """One tracking store and the runs made in it."""

    def __init__(self, folder):
        self.client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
        self.experiment = self.client.create_experiment("bench", artifact_location=folder)
        self.aside = self.client.create_experiment("long runs", artifact_location=folder)
        self.ids = []

    def about(self):
        with self.backend().engine.connect() as connection:
            journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        level = ["OFF", "NORMAL", "FULL", "EXTRA"][synchronous]
        return (
            f"MLflow {mlflow.__version__}, its SQLAlchemy store: SQLite, journal {journal}, "
            f"synchronous {level}, a transaction a batch"
        )

    def backend(self):
        return self.client._tracking_client.store

    def write(self, batches):
        """Logs (run id, metrics) after (run id, metrics)."""
        for run_id, metrics in batches:
            self.client.log_batch(run_id, metrics=metrics)

    def create(self, request):
        start = time.perf_counter()
        for number in range(request["from"], request["from"] + request["count"]):
            run = self.client.create_run(self.experiment, run_name=str(number))
            self.ids.append(run.info.run_id)
        return {"seconds": time.perf_counter() - start}

    def log(self, request):
        batches = [
            batch
            for number in range(request["from"], request["from"] + request["count"])
            for batch in pieces(
                self.ids[number - 1], metrics_of(number, request["epochs"]), LARGEST_BATCH
            )
        ]
        start = time.perf_counter()
        self.write(batches)
        return {"seconds": time.perf_counter() - start}

    def long(self, request):
        run_id = self.client.create_run(self.aside).info.run_id
        size = min(LARGEST_BATCH, request["piece"] * len(METRICS))
        batches = list(pieces(run_id, metrics_of(1, request["epochs"]), size))
        start = time.perf_counter()
        self.write(batches)
        return {"seconds": time.perf_counter() - start}

    def list(self, request):
        start = time.perf_counter()
        runs = self.client.search_runs(
            [self.experiment],
            order_by=["metrics.val_accuracy DESC"],
            max_results=request["limit"],
        )
        numbers = [int(run.info.run_name) for run in runs]
        return {"seconds": time.perf_counter() - start, "runs": numbers}

    def histories(self, request):
        ids = [self.ids[number - 1] for number in request["runs"]]
        most = len(ids) * request["epochs"]
        start = time.perf_counter()
        total = sum(
            entry.value
            for key in METRICS
            for entry in self.backend().get_metric_history_bulk(ids, key, most)
        )
        return {"seconds": time.perf_counter() - start, "sum": total}


def pieces(run_id, metrics, size):
    """A run's metrics in batches."""
    for start in range(0, len(metrics), size):
        yield run_id, metrics[start : start + size]


def main():
    store = Store(sys.argv[1])
    print(json.dumps({"about": store.about()}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(getattr(store, request["task"])(request)), flush=True)


main()
