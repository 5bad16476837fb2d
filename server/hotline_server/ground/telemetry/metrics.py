"""Prometheus metrics: rates, latencies, queues, overdue cases and decisions.

With several processes, each writes its metrics to files in a folder named by the environment, and the
parent aggregates them (prometheus_client's multiprocess mode).
"""

import grpc
from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_JOBS = (1, 2, 4, 8, 16, 32, 64, 128, 256)

rpc_seconds = Histogram(
    "hotline_rpc_seconds", "Time from the arrival of a request to its answer", ["method", "code"], buckets=_SECONDS
)
requests_in_flight = Gauge(
    "hotline_requests_in_flight", "Requests being handled or queued", multiprocess_mode="livesum"
)
requests_shed = Counter("hotline_requests_shed", "Requests refused because too many were in flight", ["method"])
writer_waiting = Gauge("hotline_writer_waiting", "Acts waiting to be written", multiprocess_mode="livesum")
commit_jobs = Histogram("hotline_commit_jobs", "Acts per shared transaction", buckets=_JOBS)
commit_seconds = Histogram("hotline_commit_seconds", "Duration of a transaction with its commit", buckets=_SECONDS)
decisions = Counter("hotline_decisions", "Decisions on calls", ["outcome", "rule_book"])
questions_asked = Counter("hotline_questions_asked", "Calls whose caller is asked about a suspected danger")
question_replies = Counter(
    "hotline_question_replies", "Answers to questions about suspected dangers; UNANSWERED when due", ["answer"]
)
proposal_judgements = Counter(
    "hotline_proposal_judgements", "Judgements on proposed policies, by the first one proposed", ["verdict", "policy"]
)
question_alarms = Counter("hotline_question_alarms", "Alarms of the desk about unanswered questions on dangers")
oldest_question = Gauge(
    "hotline_oldest_question_seconds",
    "Time since the oldest unanswered question about a suspected danger was asked",
    multiprocess_mode="livemax",
)
late_handover = Gauge(
    "hotline_late_handover_seconds",
    "Time since the oldest hand-over that no line has accepted was to be accepted",
    multiprocess_mode="livemax",
)
learning_runs = Counter("hotline_learning_runs", "Readers learned, by how it ended", ["state"])
unreadable_reader_shadow = Gauge(
    "hotline_unreadable_reader_shadow",
    "1 if the reader in the shadow cannot be read, so that it is not compared, otherwise 0",
    multiprocess_mode="livemax",
)
unreadable_rule_book_shadow = Gauge(
    "hotline_unreadable_rule_book_shadow",
    "1 if the draft in the shadow cannot be read, so that it is not compared, otherwise 0",
    multiprocess_mode="livemax",
)
returned_drafts = Counter(
    "hotline_returned_drafts", "Drafts of rule books that did not take effect at their time and went back"
)
late_rule_book = Gauge(
    "hotline_late_rule_book_seconds",
    "Time since a draft of a rule book that is not in force was to take effect",
    multiprocess_mode="livemax",
)
watches = Gauge("hotline_watches", "Open watch streams", multiprocess_mode="livesum")
call_streams = Gauge("hotline_call_streams", "Open call streams", multiprocess_mode="livesum")
watchman_cases = Counter("hotline_watchman_cases", "Due cases processed by the watchman")
oldest_due = Gauge(
    "hotline_oldest_due_seconds", "Time since the oldest unprocessed case became due", multiprocess_mode="livemax"
)
blocked_revisions = Gauge(
    "hotline_blocked_directory_revisions",
    "Changes of the directory that are due and cannot take effect",
    multiprocess_mode="max",
)
stuck_items = Gauge(
    "hotline_stuck_items", "Items that background work has set aside", ["job"], multiprocess_mode="livemax"
)
oldest_stuck = Gauge(
    "hotline_oldest_stuck_seconds",
    "Time since the oldest item was set aside by background work; 0 if there is none",
    ["job"],
    multiprocess_mode="livemax",
)
record_faults = Gauge(
    "hotline_record_faults",
    "Faults that the last nightly verification of the record found",
    multiprocess_mode="livemax",
)
record_verified_age = Gauge(
    "hotline_record_verified_seconds",
    "Time since the record was last verified at night",
    multiprocess_mode="livemax",
)
signed_head_age = Gauge(
    "hotline_signed_head_seconds", "Time since the last head of the record was signed", multiprocess_mode="livemax"
)
undelivered_heads = Gauge(
    "hotline_undelivered_heads",
    "Signed heads of the record that have not reached a place outside the database",
    ["place"],
    multiprocess_mode="livemax",
)
messages = Counter(
    "hotline_messages", "Messages to callers, offices and people on duty, by what became of them", ["state"]
)
oldest_message = Gauge(
    "hotline_oldest_message_seconds",
    "Time since the oldest message that waits to be sent became due",
    multiprocess_mode="livemax",
)
dead_messages = Gauge(
    "hotline_dead_messages",
    "Messages that failed or expired and were not sent again, at most 10000",
    multiprocess_mode="livemax",
)
database_up = Gauge("hotline_database_up", "1 if the database answers, otherwise 0", multiprocess_mode="livemin")


def record_answer(method: str, code: grpc.StatusCode | None, seconds: float) -> None:
    """Record an answered request.

    Args:
        method: full gRPC method name.
        code: status; ``None`` means OK.
        seconds: from arrival to answer.
    """
    name = code.name if code else "OK"
    rpc_seconds.labels(method, name).observe(seconds)
    if code is grpc.StatusCode.RESOURCE_EXHAUSTED:
        requests_shed.labels(method).inc()
