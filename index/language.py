"""Which language a text is in: what a file says made into a code, else a guess that may be "not known".

A wrong language is worse than none, since search and extraction act on it: short texts, names and
mixtures get none. The detector is py3langid: its model comes with it (nothing is ever fetched), it knows
the languages of the places that news comes from, and it takes half a millisecond a text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

#: A text of fewer letters is too short to say.
FEWEST_LETTERS = 40

#: Only so many characters are looked at; more changes nothing.
SAMPLE = 2000

# Chosen on 1,019 English articles: whole ones are all recognised, pieces of 30 words all but 2 in 1,000;
# headlines of 40 letters and more are either left open (half of them) or right. From 0.5 on down, some
# become Swedish or Creole.
_LEAST_PROBABILITY = 0.6

# Every language that has a code here: the ISO 639-1 code, then English names and three-letter codes. The
# detector may choose among these only. With all the 140 languages that it knows, English headlines are
# given to Pidgin, Breton or the Creole of Guadeloupe, and Chinese to Wu.
_LANGUAGES = """
af afrikaans afr          am amharic amh            ar arabic ara             as assamese asm
az azerbaijani azeri aze  be belarusian bel         bg bulgarian bul          bn bengali bangla ben
bs bosnian bos            ca catalan cat            cs czech ces cze          cy welsh cym wel
da danish dan             de german deu ger         el greek ell gre          en english eng
es spanish castilian spa  et estonian est           eu basque eus baq         fa persian farsi dari fas prs
fi finnish fin            fr french fra fre         ga irish gle              gl galician glg
gu gujarati guj           ha hausa hau              he hebrew heb iw          hi hindi hin
hr croatian hrv           hu hungarian hun          hy armenian hye arm       id indonesian ind in
ig igbo ibo               is icelandic isl ice      it italian ita            ja japanese jpn
ka georgian kat geo       kk kazakh kaz             km khmer khm              kn kannada kan
ko korean kor             ku kurdish kurmanji kur kmr ckb sorani              ky kyrgyz kirghiz kir
ln lingala lin            lo lao                    lt lithuanian lit         lv latvian lav
mg malagasy mlg           mk macedonian mkd mac     ml malayalam mal          mn mongolian mon
mr marathi mar            ms malay msa may          mt maltese mlt            my burmese mya bur
ne nepali nep             nl dutch flemish nld dut  no norwegian nor nb nob nn nno bokmal nynorsk
om oromo orm              or odia oriya ori         pa punjabi panjabi pan    pl polish pol
ps pashto pus             pt portuguese por         ro romanian moldovan ron rum mo
ru russian rus            rw kinyarwanda kin        si sinhala sin            sk slovak slk slo
sl slovenian slovene slv  sn shona sna              so somali som             sq albanian sqi alb
sr serbian srp            sv swedish swe            sw swahili swa            ta tamil tam
te telugu tel             tg tajik tgk              th thai tha               tk turkmen tuk
tl tagalog filipino tgl   tr turkish tur            tt tatar tat              ug uyghur uighur uig
uk ukrainian ukr          ur urdu urd               uz uzbek uzb              vi vietnamese vie
xh xhosa xho              yo yoruba yor             zh chinese mandarin zho chi cmn
zu zulu zul
"""

_FIRST_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """The language of a text, as an ISO 639-1 code.

    Returns:
        Empty when the text has fewer than ``FEWEST_LETTERS`` letters at its beginning, or when no
        language is likely enough.
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return ""
    code, probability = _detector().classify(sample)
    return str(code) if probability >= _LEAST_PROBABILITY else ""


def normalise(code: str) -> str:
    """The ISO 639-1 code of what a file calls a language: ``en-GB``, ``eng`` and ``English`` are ``en``.

    Returns:
        Empty when it is no language that we know.
    """
    word = _FIRST_WORD.search(code[:SAMPLE])
    return _codes().get(word[0].lower(), "") if word else ""


def english_name(code: str) -> str:
    """The English name of a language by its ISO 639-1 code, or the code where we know none."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    rows = (row.split() for row in re.split(r"\s{2,}|\n", _LANGUAGES.strip()))
    return {row[0]: row[1].capitalize() for row in rows}


@cache
def _codes() -> dict[str, str]:
    """Every code and name of the table, with the code that we use."""
    rows = (row.split() for row in re.split(r"\s{2,}|\n", _LANGUAGES.strip()))
    return {word: row[0] for row in rows for word in row}


@cache
def _detector() -> Any:
    """The detector; loading its model takes 0.8 s, so that happens at the first text that needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(sorted(set(_codes().values()) & set(detector.labels)))
    return detector
