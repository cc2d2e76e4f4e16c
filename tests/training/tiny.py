"""A vocabulary and documents small enough to think through."""

from letopis_training.corpus import Document, Entity, Relation
from letopis_training.examples import Encoded, Labels, encode
from letopis_training.tokenizer import SPECIAL, Tokenizer, Vocabulary

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
PIECES = ("▁", "▁Мо", "скв", "▁мэр", "▁Казань", *LETTERS, *LETTERS.upper(), "-", ",", ".", "1", "2", "2⁄3")
SCORES = tuple(-len(PIECES) - (5.0 if len(piece) == 1 else 1.0) for piece in PIECES)
NORMALISER = {"⅔": "2⁄3", "\u00a0": " ", "￼": ""}
LABELS = Labels(("CITY", "PERSON", "PROFESSION"), ("LOCATED_IN", "WORKPLACE"))


def vocabulary() -> Vocabulary:
    return Vocabulary((*SPECIAL, *PIECES), (0.0,) * len(SPECIAL) + SCORES, NORMALISER)


def tokenizer() -> Tokenizer:
    return Tokenizer(vocabulary())


def document(sentence: str = "Сегодня мэр Москвы Собянин приехал в Казань.", times: int = 1) -> Document:
    """Each sentence has the mayor, his city inside the title, and his name; the title belongs to city and name."""
    text = " ".join([sentence] * times)
    entities, relations = [], []
    for shift in range(0, len(text), len(sentence) + 1):
        start = shift + sentence.index("мэр")
        entities += [
            Entity(((start, start + 10),), "PROFESSION"),
            Entity(((start + 4, start + 10),), "CITY"),
            Entity(((start + 11, start + 18),), "PERSON"),
        ]
        relations.append((len(entities) - 1, len(entities) - 2))
    order = sorted(entities)
    place = [order.index(entity) for entity in entities]
    return Document(
        "d",
        text,
        tuple(order),
        tuple(sorted(Relation(place[head], place[tail], "WORKPLACE") for head, tail in relations)),
    )


def encoded(times: int = 1) -> Encoded:
    return encode(document(times=times), tokenizer(), LABELS)
