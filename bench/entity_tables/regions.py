"""First-level regions: Russian names of esosedi/3166, corrected in `regions.tsv`.

Ids: Wikidata's where rigour has them, else GeoNames'. The Wikidata ids of dr5hn are under the ODbL and so go into a
table of their own, `regions_wikidata.tsv`, which the reader joins.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    IsTaken = Callable[[str, str], bool]

Row = dict[str, str]

_TYPES = {
    "штат": "US MX BR IN AU NG MY VE SS SD MM",
    "провинция": "AF AR CN CA CU TR IR IT ES PK PH ZA KE CD AO MZ ZM ZW EC CR PA DO BO BE NL KR KP TH VN LA KH ID SY "
    "SA",
    "кантон": "CH",
    "земля": "DE AT",
    "департамент": "FR CO PE PY UY HN SV GT NI BJ CG HT",
    "префектура": "JP GR CF MA",
    "мухафаза": "IQ EG JO LB YE KW OM BH",
    "вилайет": "DZ TN",
    "воеводство": "PL",
    "жудец": "RO",
    "аймак": "MN",
    "лен": "SE",
    "графство": "GB IE NO HR",
}
_TYPE_OF = {country: word for word, countries in _TYPES.items() for country in countries.split()}
_SAYS_TYPE = re.compile(
    r"област|край|округ|район|республик|штат|провинц|кантон|земл|департамент|префектур|мухафаз|вила[йя]|воеводств|жудец"
    r"|графств|округ|уезд|регион|муниципал|територ|террит|город|остров|приход|атолл|велаят|аймак|губерни|коммун|лен$",
    re.IGNORECASE,
)


def make(regions: list[Row], corrections: list[Row], ids: Mapping[str, str], is_taken: IsTaken) -> list[Row]:
    """Rows of regions.tsv; `ids` are those of rigour, by ISO code.

    A name that `is_taken` in a country, by a city there or by something better known anywhere, gets the word for such
    regions before it: «штат Вашингтон».
    """
    fixes = {row["iso"]: row for row in corrections}
    by_iso = {row["iso3166_2"]: row for row in reversed(regions)}
    rows: dict[str, Row] = {}
    for iso in sorted(by_iso.keys() | fixes.keys()):
        fix = fixes.get(iso, {})
        label = fix.get("label") or by_iso.get(iso, {}).get("ru", "")
        if label and fix.get("wikidata") != "-" and not iso.endswith("-"):
            row = _row(iso, label, by_iso.get(iso, {}), fix, ids, is_taken)
            rows.setdefault(row["id"], row)
    return list(rows.values())


def _row(iso: str, label: str, region: Row, fix: Row, ids: Mapping[str, str], is_taken: IsTaken) -> Row:
    country = "" if fix.get("disputed") else ids[iso[:2]]
    wikidata = fix.get("wikidata") or ids.get(iso, "")
    geonames = region.get("geonames", "")
    full = label if _SAYS_TYPE.search(label) else f"{_TYPE_OF.get(iso[:2], 'регион')} {label}"
    aliases = fix.get("aliases", "").split(" | ")
    if not fix and is_taken(country, label):
        label = full if full != label else f"регион {label}"
    elif iso[:2] in _TYPE_OF:
        aliases.append(full)
    return {
        "id": wikidata or f"gn{geonames}",
        "kind": "Region",
        "label": label,
        "aliases": " | ".join(dict.fromkeys(name for name in aliases if name and name != label)),
        "country": country,
        "iso": iso,
        "wikidata": wikidata,
        "geonames": geonames,
        "source": ", ".join(["esosedi"] * bool(region) + ["rigour"] * (iso in ids) + ["corrected"] * bool(fix)),
    }


def joined(rows: list[Row], ids: list[Row], others: list[Row]) -> list[Row]:
    """Rows of regions_wikidata.tsv: the id that dr5hn has for a region which has none yet.

    An id that two regions share, or a region and one of the `others`, is wrong for one of them and is left out.
    """
    by_iso = {row["iso3166_2"]: row["wikidata"] for row in ids}
    taken = Counter(by_iso.values()) + Counter({row["wikidata"]: 1 for row in (*rows, *others) if row["wikidata"]})
    shown = [row for row in rows if not row["wikidata"] and row["iso"] in by_iso]
    return [
        {"id": row["id"], "iso": row["iso"], "wikidata": by_iso[row["iso"]]}
        for row in shown
        if taken[by_iso[row["iso"]]] == 1
    ]
