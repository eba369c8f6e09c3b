"""The styles of the report's Word template, to the sizes and spaces of Annex I of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from tfp_soctrang.report.document.word_xml import STYLES

__all__ = ["FONT", "settings_xml", "styles_xml"]

FONT = "Times New Roman"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_INDENT = 720  # twips: 1.27 cm


def _style(
    key: str, *, size: float, align: str = "both", first: int = 0, before: float = 0, after: float = 6,
    line: float = 1.15, bold: bool = False, italic: bool = False, outline: int | None = None, keep: bool = False,
) -> str:  # fmt: skip
    """Return a paragraph style: sizes and spaces in points, `line` in lines, `first` the first line's indent."""
    style_id, name = STYLES[key]
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    after_style = f'<w:next w:val="{STYLES["body"][0]}"/>' if outline is not None else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="{int(outline is None)}" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{after_style}<w:qFormat/>'
        f"<w:pPr>{'<w:keepNext/>' if keep else ''}"
        f'<w:spacing w:before="{round(20 * before)}" w:after="{round(20 * after)}" w:line="{round(240 * line)}" '
        f'w:lineRule="auto"/><w:ind w:firstLine="{first}"/><w:jc w:val="{align}"/>{level}</w:pPr>'
        f"<w:rPr>{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
        f'<w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/></w:rPr></w:style>'
    )


def styles_xml() -> str:
    """Return the part `styles.xml` of the template."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    paragraphs = (
        # text: 13 to 14 points, justified, first line 1.27 cm, at least 6 points between paragraphs, 1 to 1.5 lines
        _style("body", size=14, first=_INDENT),
        _style("item", size=14, first=_INDENT),
        _style("section", size=14, first=_INDENT, before=6, bold=True, outline=0, keep=True),
        _style("clause", size=14, first=_INDENT, before=3, bold=True, outline=1, keep=True),
        _style("basis", size=14, first=_INDENT, italic=True),
        _style("to", size=14, align="left", after=3),
        _style("signer", size=14, align="center", after=0, line=1, bold=True),
        _style("copies", size=11, align="left", after=0, line=1),
        # what the decree leaves open: tables, captions, formulas, addresses of sources
        _style("cell", size=12, align="left", before=2, after=2, line=1),
        _style("caption", size=13, align="center", before=6, after=4, line=1, bold=True),
        _style("note", size=12, before=3, line=1, italic=True),
        _style("source", size=13, align="left", after=6, line=1),
        _style("formula", size=14, align="center", line=1),
        _style("picture", size=14, align="center", before=6, after=0, line=1),
        _style("rule", size=2, align="center", before=2, after=0, line=1),
    )
    grid_id, grid_name = STYLES["grid"]
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="000000"/>'
        '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style>'
        f"{''.join(paragraphs)}"
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{grid_id}"><w:name w:val="{grid_name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:jc w:val="center"/><w:tblBorders>{border}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style></w:styles>"
    )


def settings_xml() -> str:
    """Return the part `settings.xml` of the template: for Word 2013 and later, numbers with a decimal comma."""
    return (
        f'<w:settings xmlns:w="{_W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<m:mathPr><m:mathFont m:val="Cambria Math"/></m:mathPr><w:themeFontLang w:val="vi-VN"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
