"""A department's system, in a process of its own: it signs for so many cases, as fast as the broker takes the events.

``python -m bench.department URI DEPARTMENT YEAR FIRST COUNT`` posts ``case_signed_for`` as that department's broker
user, in windows of 200, and prints the Unix time of the first.
"""

import sys
import time
from uuid import uuid4

import amqp

from bench.amqp_link import Post, link

WINDOW = 200


def signed(department: str, number: str) -> Post:
    """The event by which a department signs for a case: a CloudEvent in binary mode."""
    id_ = str(uuid4())
    headers = {
        "ce-specversion": "1.0",
        "ce-id": id_,
        "ce-source": f"/departments/{department}",
        "ce-type": "case_signed_for",
    }
    message = amqp.Message(
        f'{{"number":"{number}"}}',
        content_type="application/json",
        content_encoding="utf-8",
        delivery_mode=2,
        message_id=id_,
        user_id=f"department.{department}",
        application_headers=headers,
    )
    return Post("departments", f"{department}.case_signed_for", message)


def main(uri: str, department: str, year: str, first: int, count: int) -> None:
    """Posts all."""
    posts = [signed(department, f"TS-{year}-{first + n:06d}") for n in range(count)]
    with link(uri) as to:
        sys.stdout.write(str(time.time()))
        for start in range(0, count, WINDOW):
            to.publish(posts[start : start + WINDOW])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
