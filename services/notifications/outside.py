"""What this service alone is told from outside: the mail server, the sender, and how far webhooks may go."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kernel.settings import said


@dataclass(frozen=True, kw_only=True)
class Outside:
    """The ways out.

    ``smtp_uri`` is empty where there is no mail server yet: e-mails then wait. ``private`` lets webhooks go to
    addresses within and by plain http, for a city whose departments share one network; ``ca_file`` is a certificate
    authority of its own.
    """

    smtp_uri: str
    mail_from: str
    private: bool
    ca_file: str | None

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Reads the environment, and the file that holds the mail server's address where one is named.

        Raises:
            SettingMissing: when that file is not there.
        """
        return cls(
            smtp_uri=said("MINGCHA_SMTP_URI", environ),
            mail_from=environ.get("MINGCHA_MAIL_FROM") or "明察 <noreply@mingcha.example>",
            private=environ.get("MINGCHA_WEBHOOK_PRIVATE", "") == "allow",
            ca_file=environ.get("REQUESTS_CA_BUNDLE") or None,
        )
