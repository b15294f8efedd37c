"""Claims about languages: what files say, and what a text looks like."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language import FEWEST_LETTERS, detect, normalise

TEXTS = {
    "en": "Five rockets were launched on Sunday toward a base in the north, and nobody claimed the attack.",
    "ar": "أطلقت خمسة صواريخ يوم الأحد من منطقة زمار باتجاه قاعدة عسكرية في شمال شرق سوريا",
    "fa": "پنج موشک روز یکشنبه از منطقه زمار به سوی یک پایگاه نظامی در شمال شرق شلیک شد",
    "ru": "Пять ракет были выпущены в воскресенье в сторону военной базы на северо-востоке",
    "uk": "П'ять ракет було випущено в неділю в бік військової бази, повідомило джерело",
    "tr": "Pazar günü askeri üsse doğru beş roket ateşlendi, bakanlık açıklama yapmadı",
    "fr": "Cinq roquettes ont été tirées dimanche vers une base militaire dans le nord-est",
    "de": "Fünf Raketen wurden am Sonntag auf einen Stützpunkt im Norden abgefeuert",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items(), ids=list(TEXTS))
def test_a_sentence_tells_its_language(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rockets hit base",
        "Five rockets hit a base near Zummar",
        "Abu Mahdi al-Muhandis, Qassem Soleimani and Ismail Qaani",
        "2013-01-S-025 / 2011-11-S-034 / 2012-02-S-001 " * 4,
        "1 2 3 4 5 6 7 8 9 10 " * 50,
        "... --- ... " * 100,
    ],
)
def test_names_and_headlines_have_no_language_rather_than_a_wrong_one(text: str) -> None:
    assert detect(text) == ""


def test_only_letters_count_for_what_is_long_enough() -> None:
    text = TEXTS["en"]
    short = next(text[:n] for n in range(len(text)) if sum(map(str.isalpha, text[:n])) == FEWEST_LETTERS - 1)
    assert detect(short + "0123456789" * 20) == ""


def test_only_the_beginning_of_a_long_text_counts() -> None:
    assert detect(TEXTS["en"] * 30 + TEXTS["ar"] * 3000) == "en"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        *(("en", "en"), ("en-GB", "en"), ("EN_us.UTF-8", "en"), ("eng", "en"), (" English ", "en")),
        *(("AR", "ar"), ("Arabic", "ar"), ("ara", "ar"), ("zh-Hans", "zh"), ("Persian (Farsi)", "fa")),
        *(("nb", "no"), ("ckb", "ku"), ("iw", "he"), ("no", "no")),
        *(("", ""), ("xx", ""), ("Klingon", ""), ("1", ""), ("\x1b[31m", ""), ("\ud800", "")),
    ],
)
def test_what_a_file_calls_its_language_becomes_a_code(said: str, code: str) -> None:
    assert normalise(said) == code


@given(st.text(max_size=300))
def test_no_text_makes_the_detector_raise(text: str) -> None:
    assert detect(text) == normalise(detect(text))
    assert normalise(text) == normalise(normalise(text))


def test_importing_it_loads_no_model() -> None:
    code = (
        "import sys, index.language as l; l.normalise('en'); print({'py3langid', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
