"""config.toml, the catalog, and the messages for what is wrong in them."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.catalog.products import load_catalog
from live.config import Settings, load_settings
from live.errors import BadInput
from live.toml import parse_toml

ROOT = Path(__file__).parents[2]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_in_the_repository_holds_every_setting_with_its_default() -> None:
    assert load_settings(ROOT / "config.toml", environ={}) == Settings()
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    for section in msgspec.structs.fields(Settings):
        body = text.split(f"\n[{section.name}]\n")[1].split("\n[")[0]
        for field in msgspec.structs.fields(section.type):
            assert re.search(rf"^{field.name} =", body, re.MULTILINE), f"{section.name}.{field.name} is not shown"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[speech]\nmodle = 'small'\n", r"config.toml, line 2: unknown key `speech.modle`. Did you mean `model`\?"),
        ("[speach]\n", r"line 1: unknown key `speach`. Did you mean `speech`\?"),
        ("\n[speech]\n\nthreads = 'two'\n", r"line 4: `speech.threads`: expected `int`, got `str`"),
        ("[[comments.sources]]\nurl = 'ws://a'\n[[comments.sources]]\nname = 'b'\n", r"line 3: .* lacks the key `url`"),
        ("[session\n", r"not valid TOML: .*line 1"),
        ("[speech]\ndevice = 'gpu'\n", r"line 2: `speech.device`: invalid enum value 'gpu'"),
        ('[[llm.endpoints]]\nbase_url = "api.deepseek.com"\nmodel = "m"\n', r"llm.endpoints\[0\].base_url .*https://"),
        ('[[llm.endpoints]]\nbase_url = "http://[::1"\nmodel = "m"\n', r"llm.endpoints\[0\].base_url"),
        ('[[llm.endpoints]]\nbase_url = "http://a:99999"\nmodel = "m"\n', r"llm.endpoints\[0\].base_url"),
        ('[[llm.endpoints]]\nbase_url = "http://a"\nmodel = "m"\nextra = { a = 2020-01-01 }\n', r"extra: .*date"),
        ("[llm]\nunsure_from = 0.9\n", r"llm.unsure_from is above llm.unsure_to"),
        ("[clips]\nmin_seconds = 70\n", r"clips.min_seconds is 70, above clips.max_seconds, which is 60"),
        ("[questions]\nthreshold = 3.0\n", r"questions.threshold is 3.0; it must be between 0 and 1"),
    ],
)
def test_a_wrong_setting_is_named_with_file_line_and_the_nearest_right_key(
    tmp_path: Path, text: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        load_settings(written(tmp_path, text), environ={})


def test_a_key_that_stands_where_its_name_belongs_is_refused_and_not_repeated(tmp_path: Path) -> None:
    text = '[[llm.endpoints]]\nbase_url = "http://a"\nmodel = "m"\nkey_env = "sk-0123secret"\n'
    with pytest.raises(BadInput, match="NAME of an environment variable") as caught:
        load_settings(written(tmp_path, text), environ={})
    assert "secret" not in str(caught.value)


def test_a_missing_config_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"Cannot read .*nowhere.toml"):
        load_settings(tmp_path / "nowhere.toml")


def test_a_wrong_key_in_the_catalog_is_named_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "[[products]]\nid = 'a'\nname = 'A'\n\n[[products]]\nid = 'b'\nname = 'B'\nprize = 3\n")
    with pytest.raises(BadInput, match=r"line 8: unknown key `products\[1\].prize`. Did you mean `price`"):
        load_catalog(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[products]]\nid='a'\nname='A'\n[[products]]\nid='a'\nname='B'\n", "two products have the id `a`"),
        ("[[products]]\nid='a'\nname='A'\npairs_with=['z']\n", "pairs_with `z`, which is no product here"),
    ],
)
def test_a_catalog_that_contradicts_itself_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        load_catalog(written(tmp_path, text))


def test_the_environment_names_ffmpeg_before_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "[media]\nffmpeg = '/a'\n")
    assert load_settings(path, environ={"LIVECUE_FFMPEG": "/b"}).media.ffmpeg == "/b"


@settings(deadline=None)
@given(st.text())
def test_any_text_as_config_is_taken_or_refused_with_a_message(text: str) -> None:
    try:
        parse_toml(text, Settings, Path("config.toml"))
    except BadInput as error:
        assert str(error).startswith("config.toml")
