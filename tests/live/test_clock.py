import asyncio

from live.clock import ReplayClock


async def test_a_replay_that_goes_on_is_paced_from_where_it_stands() -> None:
    clock = ReplayClock(speed=1.0, start=3600.0)
    async with asyncio.timeout(5):
        await clock.wait_until(3599.0)
    assert clock.now() == 3600.0
