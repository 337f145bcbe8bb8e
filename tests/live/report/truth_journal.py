"""A journal made of the bundled broadcast's truth files: what a perfect LiveCue would have written."""

import hashlib
import json
from pathlib import Path
from typing import Any

from live.catalog.products import load_catalog
from live.events import Answered, AnyPayload, Comment, Cue, Highlight, Product, Question, Session, Source, Utterance
from live.journal import Journal

KINDS = {
    "price_reveal": "price",
    "link_countdown": "countdown",
    "funny_slip": "funny",
    "demo": "demo",
    "sold_out": "sold_out",
}


def load(demo: Path, name: str) -> list[dict[str, Any]]:
    text = (demo / name).read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()] if name.endswith(".jsonl") else json.loads(text)
    return list(rows)


def waits(demo: Path) -> dict[str, list[str]]:
    """Comments without an answer by group: all that nobody answered, and those from 10 s after an answer on."""
    groups, at = load(demo, "groups.json"), {c["id"]: c["at"] for c in load(demo, "comments.jsonl")}
    until = {g["group"]: g["answered"]["end"] + 10 if g["answered"] else 0.0 for g in groups}
    found = {g["group"]: [c for c in g["comments"] if at[c] > until[g["group"]]] for g in groups}
    return {name: comments for name, comments in found.items() if comments}


def write_truth(demo: Path, root: Path) -> Path:
    """A session folder with the truth as its journal. Cues carry "see the catalog" where the catalog has the fact."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "catalog.toml").write_bytes((demo / "catalog.toml").read_bytes())
    with Journal(root / "journal.db") as journal:
        for at, _, data in sorted(events(demo), key=lambda e: (e[0], e[1])):
            journal.append(data, at=at)
    return root


def events(demo: Path) -> list[tuple[float, int, AnyPayload]]:
    """(at, order within the same moment, event)."""
    groups = {g["group"]: g for g in load(demo, "groups.json")}
    found: list[tuple[float, int, AnyPayload]] = [
        (0.0, 0, Session(state="started", title="小禾的直播间 · 夏日专场", replay=True, version="0.1.0")),
        (359.0, 9, Session(state="ended")),
    ]
    found += _comments(demo, groups)
    found += _speech(demo, groups)
    found += [(h["end"], 6, _highlight(h)) for h in load(demo, "highlights.json")]
    return found


def _comments(demo: Path, groups: dict[str, dict[str, Any]]) -> list[tuple[float, int, AnyPayload]]:
    found: list[tuple[float, int, AnyPayload]] = []
    opened: set[str] = set()
    for row in load(demo, "comments.jsonl"):
        viewer = hash_of(row["user"])
        comment = Comment(id=row["id"], text=row["text"], user=row["user"], viewer=viewer, source="demo")
        found.append((row["at"], 1, comment))
        if not row["needs_answer"]:
            continue
        group = groups[row["group"]]
        question = Question(
            comment=row["id"],
            intent=row["intent"],
            score=0.9,
            group=row["group"],
            product=group["product"],
            text=row["text"],
        )
        found.append((row["at"], 2, question))
        if row["group"] not in opened:
            opened.add(row["group"])
            found.append((row["at"], 3, cue(group, row["text"], demo)))
    return found


def cue(group: dict[str, Any], title: str, demo: Path, state: Any = "open") -> Cue:
    """The cue of a group of the truth."""
    answer, sources = None, ()
    if group["in_catalog"]:
        product = load_catalog(demo / "catalog.toml").product(group["product"] or "dress")
        assert product is not None
        faq = max(product.faq, key=lambda f: (len(set(f.q) & set(title)), f.q))
        answer = faq.a
        sources = (Source(kind="faq", product=product.id, ref=faq.q, text=faq.a),)
    return Cue(
        group=group["group"],
        state=state,
        intent=group["intent"],
        product=group["product"],
        title=title,
        answer=answer,
        sources=sources,
    )


def _speech(demo: Path, groups: dict[str, dict[str, Any]]) -> list[tuple[float, int, AnyPayload]]:
    found: list[tuple[float, int, AnyPayload]] = []
    titles = {r["group"]: r["text"] for r in reversed(load(demo, "comments.jsonl")) if r["group"]}
    product = None
    for line in load(demo, "timeline.json"):
        start, end = line["start"], line["end"]
        found.append((end, 4, Utterance(start=start, end=end, text=line["text"])))
        if line["product"] != product and line["product"] is not None:
            product = line["product"]
            found.append((start, 0, Product(product=product)))
        for name in line["answers"]:
            found.append((end, 5, Answered(group=name, start=start, end=end, text=line["text"])))
            found.append((end, 5, cue(groups[name], titles[name], demo, "answered")))
    return found


def _highlight(row: dict[str, Any]) -> Highlight:
    return Highlight(
        id=row["id"], start=row["start"], end=row["end"], type=KINDS[row["kind"]], score=0.9, title=row["title"]
    )


def hash_of(user: str) -> str:
    """A stand-in for the keyed hash."""
    return hashlib.blake2b(user.encode(), digest_size=8).hexdigest()
