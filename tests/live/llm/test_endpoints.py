"""What the endpoints do with everything that a provider may do, over real HTTP."""

import pytest

from live.config import LlmEndpoint, LlmSettings
from live.events import Comment, Event, Llm
from live.llm.budget import Budget
from live.llm.dialect import schema_of
from live.llm.endpoints import Asked, Endpoints
from live.llm.prompt import Prompt, as_data
from live.llm.reply import Reply, Unusable
from tests.live.llm.provider import Provider, serving

KEYS = {"FIRST_KEY": "sk-test", "SECOND_KEY": "sk-test"}
PROMPT = Prompt("You sort comments. " * 40, as_data({"comments": [], "groups": [], "on_offer": None}))
HAPPY = {"verdicts": [{"id": "c1", "intent": "size", "group": None}]}


class Rests:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """Endpoints with a budget and a journal of their calls."""

    def __init__(self, *providers: Provider, timeout: float = 5.0, keys: dict[str, str] | None = None, **more: object):
        names = ("FIRST_KEY", "SECOND_KEY")
        endpoints = tuple(
            LlmEndpoint(base_url=p.url, model="m", key_env=names[n], name=f"e{n}") for n, p in enumerate(providers)
        )
        settings = LlmSettings(endpoints=endpoints, timeout=timeout, **more)  # type: ignore[arg-type]
        self.budget = Budget(settings)
        for n in range(10_000):
            self.budget.on(event(Comment(id=str(n), text="x"), 0.0))
        self.rests = Rests()
        self.endpoints = Endpoints(settings, self.budget, KEYS if keys is None else keys, self.rests)
        self.calls: list[Llm] = []

    async def ask(self, at: float = 0.0, most: int = 200) -> Asked[str]:
        asked = await self.endpoints.ask(PROMPT, read, schema_of(Reply), purpose="cues", most=most, at=at, comments=3)
        for call in asked.calls:
            self.calls.append(call)
            self.budget.on(event(call, at))
        asked.settle(self.budget)
        return asked


def event(data: Comment | Llm, at: float) -> Event:
    return Event(seq=1, at=at, wall=0.0, cause=None, data=data)


def read(text: str, finish: str) -> str:
    if not text.strip():
        raise Unusable("blank", "an empty reply")
    if finish != "stop" or not text.rstrip("` \n").endswith("}"):
        raise Unusable("truncated", "cut off")
    return text


async def warmed_up(provider: Provider) -> None:
    """One call first: loading the package takes longer than a test wants to wait for a reply."""
    desk = Desk(provider)
    async with desk.endpoints:
        await desk.ask()
    provider.requests.clear()


def happy() -> Provider:
    return Provider(lambda data, system: HAPPY)


async def test_a_call_is_noted_with_its_tokens_those_from_the_cache_and_its_time() -> None:
    async with serving(happy()) as provider:
        desk = Desk(provider)
        async with desk.endpoints:
            first, second = await desk.ask(), await desk.ask()
    assert first.said is not None
    assert second.said is not None
    one, two = desk.calls
    assert (one.endpoint, one.model, one.outcome, one.purpose, one.comments) == ("e0", "m", "ok", "cues", 3)
    assert one.prompt_tokens == PROMPT.bytes // 2
    assert one.completion_tokens > 0
    assert one.seconds > 0
    assert one.cached_tokens == 0
    assert two.cached_tokens >= 0.75 * two.prompt_tokens


async def test_cached_tokens_are_read_as_openai_counts_them_too() -> None:
    async with serving(happy()) as provider:
        provider.openai_usage = True
        desk = Desk(provider)
        async with desk.endpoints:
            await desk.ask()
            await desk.ask()
    assert desk.calls[1].cached_tokens > 0


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("blank", "blank"), ("spaces", "blank"), ("truncated", "truncated"), ("length", "truncated"),
        ("429:7", "busy"), ("503", "busy"), ("502", "busy"), ("529", "busy"), ("500", "error"), ("402", "error"),
        ("401", "error"), ("403", "error"), ("404", "error"), ("422", "error"), ("html", "schema"),
        ("hang", "timeout"), ("trickle", "timeout"), ("cut off", "error"), ("no resource", "blank"),
    ],
)  # fmt: skip
async def test_whatever_the_first_does_the_second_answers(fault: str, outcome: str) -> None:
    async with serving(happy()) as first, serving(happy()) as second:
        first.always = fault
        if outcome == "timeout":
            await warmed_up(second)
        desk = Desk(first, second, timeout=0.3 if outcome == "timeout" else 5.0)
        async with desk.endpoints:
            asked = await desk.ask()
    assert asked.said is not None
    assert {c.outcome for c in desk.calls if c.endpoint == "e0"} == {outcome}
    assert desk.calls[-1].outcome == "ok"
    assert desk.calls[-1].endpoint == "e1"


async def test_a_refused_connection_goes_to_the_second_and_says_so() -> None:
    async with serving(happy()) as second:
        gone = happy()
        await gone.start()
        await gone.stop()
        desk = Desk(gone, second)
        async with desk.endpoints:
            asked = await desk.ask()
            state, detail = desk.endpoints.health
    assert asked.said is not None
    assert state == "degraded"
    assert "e0: the connection is refused" in detail
    assert "e1 is asked instead" in detail


@pytest.mark.parametrize("fault", ["keep alive", "prose"])
async def test_what_busy_and_talkative_servers_send_around_a_reply_is_no_fault(fault: str) -> None:
    async with serving(happy()) as provider:
        provider.always = fault
        desk = Desk(provider)
        async with desk.endpoints:
            assert (await desk.ask()).said is not None


async def test_a_wrong_key_is_said_once_and_no_call_is_made_with_it_while_it_is_refused() -> None:
    provider = happy()
    provider.key = "sk-other"
    async with serving(provider):
        desk = Desk(provider)
        async with desk.endpoints:
            await desk.ask()
            for _ in range(5):
                desk.rests.now += 60.0
                await desk.endpoints.look()
                await desk.ask()
            state, detail = desk.endpoints.health
    assert len(desk.calls) == 1
    assert state == "down"
    assert "FIRST_KEY" in detail
    assert "401" in detail
    assert "sk-test" not in str(desk.calls) + detail


async def test_an_endpoint_without_its_key_is_not_asked_and_named() -> None:
    async with serving(happy()) as provider:
        desk = Desk(provider, keys={})
        async with desk.endpoints:
            assert (await desk.ask()).said is None
    assert provider.requests == []
    assert "set the environment variable FIRST_KEY" in desk.endpoints.health[1]


@pytest.mark.parametrize("key", ["sk-\x00test", "密钥"])
async def test_what_cannot_be_a_key_is_never_sent(key: str) -> None:
    async with serving(happy()) as provider:
        desk = Desk(provider, keys={"FIRST_KEY": key})
        async with desk.endpoints:
            assert (await desk.ask()).said is None
    assert provider.looks == len(provider.requests) == 0
    assert "FIRST_KEY is no key" in desk.endpoints.health[1]


async def test_retry_after_is_kept_to() -> None:
    async with serving(happy()) as provider:
        provider.faults = ["429:45"]
        desk = Desk(provider)
        async with desk.endpoints:
            await desk.ask()
            desk.rests.now = 44.0
            await desk.endpoints.look()
            assert not desk.endpoints.may_ask()
            desk.rests.now = 46.0
            await desk.endpoints.look()
            assert (await desk.ask()).said is not None


@pytest.mark.parametrize("asked_for", ["3600", "inf", "nan", "-5", "1e400", "Fri, 31 Dec 9999 23:59:59 GMT"])
async def test_whoever_asks_to_be_left_alone_for_ever_is_looked_at_after_a_minute(asked_for: str) -> None:
    async with serving(happy()) as provider:
        provider.faults = [f"429:{asked_for}"]
        desk = Desk(provider)
        async with desk.endpoints:
            await desk.ask()
            desk.rests.now = 61.0
            await desk.endpoints.look()
            assert (await desk.ask()).said is not None


@pytest.mark.parametrize("fault", ["401", "402", "403", "404"])
async def test_what_a_person_sets_right_is_in_use_again_within_thirty_seconds(fault: str) -> None:
    provider = happy()
    if fault == "401":
        provider.key = "sk-other"
    async with serving(provider):
        provider.always = fault
        desk = Desk(provider)
        async with desk.endpoints:
            while desk.rests.now < 100.0:
                await desk.ask()
                desk.rests.now += 0.5
                await desk.endpoints.look()
                assert desk.endpoints.health[0] == "down"
            assert len(desk.calls) <= 6
            provider.always, provider.key = "", "sk-test"
            repaired = desk.rests.now
            while (await desk.ask()).said is None:
                desk.rests.now += 0.5
                await desk.endpoints.look()
                assert desk.rests.now - repaired <= 30.0
            assert desk.endpoints.health[0] == "ok"


@pytest.mark.parametrize("seconds", [1, 8, 30, 70, 111, 300])
async def test_one_that_was_down_is_back_within_thirty_seconds_and_costs_few_calls_meanwhile(seconds: int) -> None:
    provider = happy()
    await provider.start()
    desk = Desk(provider)
    async with desk.endpoints:
        assert (await desk.ask()).said is not None
        await provider.stop()
        while desk.rests.now < seconds:
            desk.rests.now += 0.5
            await desk.endpoints.look()
            await desk.ask()
        assert len(desk.calls) == 2
        await provider.start()
        returned = desk.rests.now
        while (await desk.ask()).said is None:
            desk.rests.now += 0.5
            await desk.endpoints.look()
        assert desk.rests.now - returned <= 30.0
        assert desk.endpoints.health[0] == "ok"
    await provider.stop()


async def test_one_that_is_there_and_stays_busy_is_tried_a_few_times_a_minute() -> None:
    async with serving(happy()) as provider:
        provider.always = "503"
        desk = Desk(provider)
        async with desk.endpoints:
            while desk.rests.now < 120.0:
                desk.rests.now += 0.5
                await desk.endpoints.look()
                await desk.ask()
            assert len(desk.calls) <= 12
            provider.always = ""
            returned = desk.rests.now
            while (await desk.ask()).said is None:
                desk.rests.now += 0.5
                await desk.endpoints.look()
            assert desk.rests.now - returned <= 30.0


async def test_a_blank_now_and_then_does_not_put_an_endpoint_to_rest_and_three_in_a_row_do() -> None:
    async with serving(happy()) as provider:
        provider.faults = ["blank", "blank", "", "blank", "blank", "blank"]
        desk = Desk(provider)
        async with desk.endpoints:
            well = []
            for _ in range(6):
                await desk.ask()
                well.append(desk.endpoints.may_ask())
    assert well == [True] * 5 + [False]


@pytest.mark.parametrize("status", [400, 422, 500])
@pytest.mark.parametrize("refused", [{"json_schema"}, {"json_schema", "json_object"}, {"max_tokens", "temperature"}])
async def test_a_server_that_does_not_know_a_part_of_the_protocol_is_asked_without_it(
    refused: set[str], status: int
) -> None:
    async with serving(happy()) as provider:
        provider.refuses, provider.refusal = refused, status
        desk = Desk(provider)
        async with desk.endpoints:
            assert (await desk.ask()).said is not None
            made = len(desk.calls)
            assert made == 1 + len(refused)
            assert (await desk.ask()).said is not None
            assert len(desk.calls) == made + 1


async def test_deepseek_is_told_not_to_think_and_others_what_their_settings_say() -> None:
    from live.llm.dialect import dialect_of

    deepseek = dialect_of(LlmEndpoint(base_url="https://api.deepseek.com", model="deepseek-v4-flash"))
    assert deepseek.options({}, 10)["extra_body"] == {"thinking": {"type": "disabled"}}
    assert deepseek.options({}, 10)["response_format"] == {"type": "json_object"}
    async with serving(happy()) as provider:
        own = LlmEndpoint(base_url=provider.url, model="m", key_env="FIRST_KEY", extra={"reasoning_effort": "none"})
        settings = LlmSettings(endpoints=(own,))
        budget = Budget(settings)
        for n in range(100):
            budget.on(event(Comment(id=str(n), text="x"), 0.0))
        async with Endpoints(settings, budget, KEYS) as endpoints:
            await endpoints.ask(PROMPT, read, schema_of(Reply), purpose="cues", most=10, at=0.0)
    assert provider.requests[0]["reasoning_effort"] == "none"
    assert provider.requests[0]["response_format"]["type"] == "json_schema"


async def test_the_budget_of_an_hour_and_of_a_broadcast_is_never_exceeded() -> None:
    spent: list[tuple[float, int]] = []
    async with serving(happy()) as provider:
        desk = Desk(provider, tokens_per_hour=3000, tokens_per_broadcast=9000)
        async with desk.endpoints:
            for minute in range(400):
                before = provider.tokens
                await desk.ask(at=minute * 60.0)
                spent.append((minute * 60.0, provider.tokens - before))
    assert sum(used for _, used in spent) == desk.budget.tokens <= 9000
    for end, _ in spent:
        assert sum(used for at, used in spent if end - 3600.0 < at <= end) <= 3000
    assert provider.tokens > 6000
    assert desk.calls[-1].outcome == "budget"
    assert "tokens_per_broadcast" in desk.calls[-1].reason


async def test_what_a_provider_may_have_worked_on_counts_although_it_never_answered() -> None:
    async with serving(happy()) as provider:
        provider.always = "hang"
        desk = Desk(provider, timeout=0.1)
        async with desk.endpoints:
            await desk.ask()
    assert desk.budget.tokens >= PROMPT.bytes // 2


async def test_the_calls_keep_to_their_share_of_the_comments() -> None:
    async with serving(happy()) as provider:
        desk = Desk(provider)
        desk.budget.comments = 100
        async with desk.endpoints:
            for _ in range(20):
                asked = await desk.ask()
    assert len(provider.requests) == 3
    assert "calls_per_100_comments" in asked.why_not


async def test_a_rush_takes_a_quarter_of_the_hour_at_once_and_the_rest_of_it_evenly() -> None:
    async with serving(happy()) as provider:
        desk = Desk(provider, tokens_per_hour=40_000)
        spent = []
        async with desk.endpoints:
            for second in range(0, 3000, 20):
                await desk.ask(at=float(second))
                spent.append(provider.tokens)
    assert spent[30] <= 0.25 * 40_000 + 0.75 * 40_000 * 600 / 3600 + 1000
    assert spent[-1] - spent[len(spent) // 2] >= 0.2 * 40_000
    assert {call.outcome for call in desk.calls} == {"ok"}


async def test_a_server_that_miscounts_does_not_spend_the_budget() -> None:
    async with serving(happy()) as provider:
        provider.miscounts = 10**9
        desk = Desk(provider)
        async with desk.endpoints:
            asked = await desk.ask()
    assert asked.calls[0].prompt_tokens <= PROMPT.bytes
    assert asked.calls[0].completion_tokens < 10_000
