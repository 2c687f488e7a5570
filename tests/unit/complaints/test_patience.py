"""A timer that follows the filings hardly works while much is filed, and makes up for it afterwards."""

from services.complaints.patience import Pace


def test_it_works_hardly_while_much_is_filed_and_half_the_time_afterwards() -> None:
    pace = Pace()
    pace.seconds(1000)

    assert [pace.seconds(newest) for newest in (2000, 2001, 0, 2051, 2102)] == [0.02, 0.5, 0.5, 0.5, 0.02]
