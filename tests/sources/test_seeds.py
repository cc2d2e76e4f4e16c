import hashlib
import re
from pathlib import Path

from letopis.records.text import Article
from letopis.sources.articles import read_articles

FOLDER = Path(__file__).parents[2] / "seeds" / "articles"


def test_every_seed_article_is_listed_with_its_hash() -> None:
    listed = re.findall(r"\| `([^`]+)` \|.* `([0-9a-f]{64})` \|", (FOLDER / "SOURCES.md").read_text())
    lying_there = {path.name for path in FOLDER.iterdir() if path.name != "SOURCES.md"}
    assert {name for name, _ in listed} == lying_there
    for name, sha256 in listed:
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == sha256, name


def test_every_seed_article_is_read_with_title_and_date() -> None:
    articles = [found for found in read_articles([FOLDER]) if isinstance(found, Article)]
    assert len(articles) == 6
    assert all(article.title and article.published for article in articles)
    assert articles[0].published == "2022-01-08"
    assert f"FIRST_ARTICLE := {articles[0].id}\n" in (FOLDER.parents[1] / "Makefile").read_text()
