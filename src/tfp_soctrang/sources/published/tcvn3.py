"""Vietnamese text typed for fonts that draw Vietnamese letters over the codes of Western ones.

TCVN 5712:1993 VN3 ("ABC", fonts `.VnTime`, `.VnArial` …) gives every letter one code and is converted. VNI fonts write
a letter and its tone as two codes, of several makes that differ: such text is recognised and refused.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = [
    "has_unicode_letters",
    "is_capitals_font",
    "is_tcvn3_font",
    "is_vni",
    "is_vni_font",
    "looks_like_tcvn3",
    "mixes_encodings",
    "tcvn3_to_unicode",
]

# The code table of TCVN 5712:1993 VN3. Tones stand in the order of the standard; codes not listed have no letter.
_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TABLE = {first + at: letter for first, letters in _RUNS.items() for at, letter in enumerate(letters)}

# What programs put for a code when they copy text out of a page: the Greek mu and the bullet operator look like the
# Western sign; fonts marked as symbol fonts come out in the private area, 0xF000 above their code.
_STRAYS = {0x03BC: "à", 0x2219: "ã", **{0xF000 + code: letter for code, letter in _TABLE.items()}}
_TO_UNICODE = _TABLE | _STRAYS

# ư has the code of the soft hyphen, which programs write as a minus sign, a hyphen, or keep. A minus or a soft hyphen
# that touches a letter and no digit is ư. A hyphen is ư only between a consonant and a form of ơ (n-íc: nước), which
# begins no Vietnamese word that stands behind a hyphen.
_MARKS = "".join(map(chr, _TO_UNICODE))
_HORN = re.compile(
    f"(?<=[A-Za-z{_MARKS}])[\u2212\u00ad](?![0-9])|(?<![0-9])[\u2212\u00ad](?=[A-Za-z{_MARKS}])"
    "|(?<=[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ])[-\u2010\u2011](?=[¬êëìíî])"
)

# Codes that print a Vietnamese letter in TCVN3 and are no Vietnamese letter in Unicode (Ð is left out: exports put it
# for Đ), against letters that only Unicode has. The letters that both have (ó, é, ê …) prove nothing.
_SHARED = set("ÂÊÔĐÀÁÃÈÉÌÍÒÓÕÙÚÝàáâãèéêìíòóôõùúýÐð")
_ONLY_TCVN3 = "".join(sorted({chr(code) for code in _TO_UNICODE} - _SHARED))
_TOUCHING = f"(?:(?<=[A-Za-z{_MARKS}])|(?=.[A-Za-z{_MARKS}]))"
_IN_A_WORD = re.compile(f"{_TOUCHING}[{re.escape(_ONLY_TCVN3)}]")
_ANY_IN_A_WORD = re.compile(f"{_TOUCHING}[{_MARKS}]")
_ONLY_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01a3\u01af\u01b0\u1ea0-\u1ef9àÀ]")

# Pairs that VNI writes and that neither Vietnamese in Unicode nor TCVN3 has. Left out: "uû" and "oõ" (uỷ, oừ in
# TCVN3), "oà", "oá", "oã" (Unicode). A word begins with ñ in VNI (đ), hardly ever in TCVN3 (ủ).
_VNI_PAIR = re.compile(
    r"[aeoyôö][ùøï]|[eyôö][ûõ]|u[ùøï]|a[âåäêëüúèéàá]|[eo][âåä]|\bñ\w", re.IGNORECASE
)  # fmt: skip


def tcvn3_to_unicode(text: str, *, capitals: bool = False) -> str:
    """Return TCVN3 text in Unicode.

    Parameters
    ----------
    text
        Text that is TCVN3: of a `.Vn…` font, or `looks_like_tcvn3`.
    capitals
        Whether the font prints capitals only (`.VnTimeH`): it draws them over the codes of small letters.

    Examples
    --------
    >>> tcvn3_to_unicode("Sãc Tr¨ng"), tcvn3_to_unicode("§VT: Tû ®ång"), tcvn3_to_unicode("n\u2212íc")
    ('Sóc Trăng', 'ĐVT: Tỷ đồng', 'nước')
    >>> tcvn3_to_unicode("Sãc Tr¨ng", capitals=True)
    'SÓC TRĂNG'
    """
    converted = _HORN.sub("\u00ad", text).translate(_TO_UNICODE)
    return converted.upper() if capitals else converted


def looks_like_tcvn3(text: str) -> bool:
    """Return whether a text proves by its letters that it is TCVN3.

    Two codes inside words are asked for, one of which is no Vietnamese letter in Unicode (`µ`, `®`, `¨` …),
    and no letter that only Unicode has. A short label without such a sign proves nothing: ask for the whole page.

    Examples
    --------
    >>> looks_like_tcvn3("Sãc Tr¨ng"), looks_like_tcvn3("Sóc Trăng"), looks_like_tcvn3("100 µg © 2011")
    (True, False, False)
    """
    if _ONLY_UNICODE.search(unicodedata.normalize("NFC", text)):
        return False
    return bool(_IN_A_WORD.search(text)) and len(_ANY_IN_A_WORD.findall(text)) >= 2


def has_unicode_letters(text: str) -> bool:
    """Return whether a text has Vietnamese letters that only Unicode writes."""
    return bool(_ONLY_UNICODE.search(unicodedata.normalize("NFC", text)))


def is_vni(text: str) -> bool:
    """Return whether a text proves by its letters that it was typed for VNI fonts.

    Examples
    --------
    >>> is_vni("Soùc Traêng"), is_vni("Tyû ñoàng"), is_vni("Sóc Trăng"), is_vni("Sãc Tr¨ng")
    (True, True, False, False)
    """
    if has_unicode_letters(text.replace("à", "").replace("À", "")):
        return False
    # the signs between ¡ and ¾ are letters of TCVN3 and of no VNI font
    return len(_VNI_PAIR.findall(text)) >= 2 and not re.search(f"{_TOUCHING}[¡-¾]", text)


def is_tcvn3_font(name: str) -> bool:
    """Return whether a font of this name draws TCVN3.

    Examples
    --------
    >>> is_tcvn3_font(".VnTimeH"), is_tcvn3_font("Times New Roman")
    (True, False)
    """
    return name.strip().casefold().startswith(".vn")


def is_capitals_font(name: str) -> bool:
    """Return whether a TCVN3 font prints capitals only: its name ends in `H`.

    Examples
    --------
    >>> is_capitals_font(".VnArialH"), is_capitals_font(".VnTime")
    (True, False)
    """
    return is_tcvn3_font(name) and name.strip().endswith("H")


def is_vni_font(name: str) -> bool:
    """Return whether a font of this name draws VNI codes.

    Examples
    --------
    >>> is_vni_font("VNI-Times"), is_vni_font(".VnTime")
    (True, False)
    """
    return name.strip().casefold().startswith("vni")


def mixes_encodings(text: str) -> bool:
    """Return whether a text has words that only TCVN3 explains beside letters that only Unicode has."""
    return len(_IN_A_WORD.findall(text)) >= 2 and has_unicode_letters(text.replace("à", "").replace("À", ""))
