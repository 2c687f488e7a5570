"""Bugs planted on purpose: each breaks one rule of the product, and the judge must catch it.

A bug is put into its process when that starts (see ``saboteur``); it wraps or replaces one seam and touches no file of
the product. A hindrance breaks no rule: it only makes a rare moment likely, and is there in the clean run too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import bugs_of_mail as mail
from tests.faults import bugs_of_records as records
from tests.faults import bugs_of_relay as relay


@dataclass(frozen=True, kw_only=True)
class Bug:
    """A planted bug: who has it, the scene that shows it, the invariant by which the judge sees it."""

    name: str
    what: str
    process: str
    scene: str
    invariant: str
    plant: Callable[[], None]


def _bug(plant: Callable[[], None], process: str, scene: str, invariant: str, what: str) -> Bug:
    name = plant.__name__
    return Bug(name=name, what=what, process=process, scene=scene, invariant=invariant, plant=plant)


HINDRANCES = {"stumble": records.stumble, "linger": records.linger}


BUGS = {
    bug.name: bug
    for bug in (
        _bug(
            mail.acknowledge_before_commit,
            "complaints",
            "before_commit",
            "accepted_is_there",
            "先确认消息,后提交 / acknowledges before the commit",
        ),
        _bug(
            relay.publish_in_transaction,
            "complaints",
            "before_commit",
            "wire_is_history",
            "提交之前就发布 / publishes inside the transaction",
        ),
        _bug(
            mail.received_apart,
            "complaints",
            "before_commit",
            "accepted_is_there",
            "received 单独成一个事务 / `received` in a transaction of its own",
        ),
        _bug(
            records.number_apart,
            "complaints",
            "before_commit",
            "numbers_without_gaps",
            "编号在事务之外取得 / takes numbers outside the transaction",
        ),
        _bug(
            relay.publish_after_commit,
            "complaints",
            "after_commit",
            "wire_is_history",
            "提交之后直接发布,不经发件箱 / publishes after the commit, without an outbox",
        ),
        _bug(mail.no_received, "complaints", "repeats", "one_effect", "不查 received / no `received`"),
        _bug(
            records.fact_skipped,
            "complaints",
            "repeats",
            "state_is_history",
            "改动不记历史 / a change has no fact",
        ),
        _bug(records.chain_cut, "complaints", "repeats", "chains_verify", "历史不成链 / history is not chained"),
        _bug(
            mail.dead_letter_dropped,
            "complaints",
            "repeats",
            "refusals_are_told",
            "丢弃死信 / drops dead letters",
        ),
        _bug(
            mail.reply_of_another,
            "complaints",
            "repeats",
            "answers_are_ones_own",
            "把别人的答复发给了你 / answers with another's reply",
        ),
        _bug(
            relay.relay_backwards,
            "complaints",
            "repeats",
            "wire_in_order",
            "发布次序颠倒 / publishes backwards",
        ),
        _bug(
            relay.mark_before_confirm,
            "complaints",
            "relay",
            "wire_is_history",
            "未确认先标记 / the relay marks before the confirm",
        ),
        _bug(
            relay.relay_past_last,
            "complaints",
            "relay",
            "everything_left",
            "只发布 seq > last 的事实 / the relay remembers `seq > last`",
        ),
        _bug(
            relay.parcels_forgotten_first,
            "complaints",
            "handover",
            "handed_over",
            "未确认先删包裹 / parcels are deleted before the confirm",
        ),
        _bug(
            records.notices_twice,
            "notifications",
            "relay",
            "notice_once",
            "通知没有唯一性 / notices are planned without uniqueness",
        ),
        _bug(
            records.claims_in_memory,
            "notifications",
            "delivery",
            "notice_delivered",
            "定时只在内存中 / timers and claims in memory alone",
        ),
        _bug(
            mail.commit_failure_swallowed,
            "complaints",
            "database_cut",
            "accepted_is_there",
            "提交失败仍确认消息 / acknowledges though the commit failed",
        ),
        _bug(
            mail.failure_counts_as_handled,
            "complaints",
            "stumbling",
            "accepted_is_there",
            "异常被吞掉 / a swallowed exception counts as handled",
        ),
        _bug(
            mail.ladder_unconfirmed,
            "complaints",
            "stumbling",
            "accepted_is_there",
            "重试阶梯不等确认 / the retry ladder without a confirm",
        ),
        _bug(
            mail.answer_before_confirm,
            "gateway",
            "gateway",
            "accepted_is_there",
            "网关未等确认就答复 / the gateway answers before the broker's confirm",
        ),
        _bug(
            records.lost_update,
            "complaints",
            "race",
            "accepted_is_there",
            "没有乐观锁 / a lost update",
        ),
    )
}
