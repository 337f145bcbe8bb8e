"""What `livecue doctor --llm` finds out about each endpoint."""

import pytest

from live.config import LlmEndpoint, LlmSettings
from live.doctor_llm import try_endpoints
from tests.live.llm.provider import Provider, serving


class Pinged(Provider):
    """A provider that the doctor asks: its prompt has no batch."""

    def _text(self, user: str, system: str, fault: str) -> tuple[str, str]:
        return ('{"ok": true}' if not fault else "Sure, I am here!"), "stop"


async def tried(provider: Provider, key: str = "sk-test") -> tuple[str, str, str]:
    endpoint = LlmEndpoint(base_url=provider.url, model="m", key_env="KEY", name="p")
    (check,) = await try_endpoints(LlmSettings(endpoints=(endpoint,), timeout=5.0), {"KEY": key} if key else {})
    assert key not in check.detail + check.fix or not key
    return check.state, check.detail, check.fix


async def test_one_that_answers_is_named_with_its_time_and_how_it_takes_json() -> None:
    async with serving(Pinged()) as provider:
        provider.refuses = {"json_schema"}
        state, detail, _ = await tried(provider)
    assert state == "ok"
    assert "p: m answered in" in detail
    assert "JSON by object" in detail


@pytest.mark.parametrize(
    ("fault", "key", "says"),
    [
        ("prose", "sk-test", "not as asked"),
        ("503", "sk-test", "busy (503)"),
        ("404", "sk-test", "no such model"),
        ("", "sk-wrong", "the key in KEY is refused (401)"),
        ("", "", "key in KEY is not set"),
    ],
)
async def test_what_is_wrong_is_told_with_the_fix(fault: str, key: str, says: str) -> None:
    async with serving(Pinged()) as provider:
        provider.always = fault
        state, detail, fix = await tried(provider, key)
    assert state == "warning"
    assert says in detail
    assert fix
