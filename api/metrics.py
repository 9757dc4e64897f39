"""Numbers for Prometheus: how many requests, how long, how far the index lags. Nothing of whom.

Needs ``linkreg[metrics]``. Under several processes (gunicorn) prometheus-client adds them up in the
folder that its own ``PROMETHEUS_MULTIPROC_DIR`` names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from api.asked import Asked

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

try:
    import prometheus_client as prometheus
    from prometheus_client.metrics_core import GaugeMetricFamily
    from prometheus_client.multiprocess import MultiProcessCollector
except ModuleNotFoundError:  # the extra is not installed
    INSTALLED = False
else:
    INSTALLED = True

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The numbers of one application."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._registry = prometheus.CollectorRegistry()
        self._requests = prometheus.Counter(
            "linkreg_requests",
            "Requests answered.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = prometheus.Histogram(
            "linkreg_request_seconds",
            "From the request's headers to the end of its answer.",
            ("route",),
            buckets=_BOUNDS,
            registry=self._registry,
        )

    def count(self, asked: Asked, status: int) -> None:
        """Count a request that is over; a status counts by its class, such as ``4xx``."""
        self._requests.labels(asked.route, asked.method, f"{status // 100}xx").inc()
        self._seconds.labels(asked.route).observe(asked.seconds)

    def text(self, lag: int | None) -> bytes:
        """Return all of it as Prometheus reads it; ``lag``: the entries the index lacks, if known."""
        shown = self._registry
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            shown = prometheus.CollectorRegistry()
            MultiProcessCollector(shown)  # type: ignore[no-untyped-call]
        state = prometheus.CollectorRegistry()
        state.register(_State(lag))
        return prometheus.generate_latest(shown) + prometheus.generate_latest(state)


class _State:
    """What is asked for at the moment it is read."""

    def __init__(self, lag: int | None) -> None:
        self._lag = lag

    def collect(self) -> Iterator[Metric]:
        """Yield whether questions can be answered, and how far the index lags."""
        ready = GaugeMetricFamily("linkreg_ready", "Database and index answer.")
        ready.add_metric([], float(self._lag is not None))
        yield ready
        if self._lag is not None:
            lag = GaugeMetricFamily("linkreg_index_lag", "Journal entries not yet in the index.")
            lag.add_metric([], self._lag)
            yield lag


def open_metrics() -> Metrics | None:
    """Return numbers that begin at zero; ``None`` where the extra is not installed."""
    return Metrics() if INSTALLED else None
