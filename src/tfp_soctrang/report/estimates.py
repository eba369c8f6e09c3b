"""Estimated production functions as text, table rows and plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tfp_soctrang.display import as_html
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.hypotheses import Outcome
from tfp_soctrang.production_estimates import Estimate, EstimateTable
from tfp_soctrang.report.choice_words import SPECIFICATION_WORDS, VERDICTS
from tfp_soctrang.report.layout import bullets, columns, wrapped
from tfp_soctrang.report.names import place
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.tables import html_record, html_table
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from tfp_soctrang.messages import Language

__all__ = ["estimate_head", "estimate_record", "estimate_row", "estimate_rows", "estimate_text"]


def estimate_head(language: Language = "vi") -> list[str]:
    """Return the heading of `estimate_row`."""
    return LABELS["estimate_head"][language].split(" | ")


def estimate_row(one: Estimate, language: Language = "vi") -> list[str]:
    """Return a specification as a row: elasticities with errors, regular years, implied TFP share, verdict."""
    return [
        SPECIFICATION_WORDS[one.specification][language],
        *(
            "–" if isinstance(value, NotApplicable) else number(value, 3, language)
            for value in (one.capital_elasticity, one.capital_error, one.labour_elasticity, one.labour_error)
        ),
        percent(one.regular, 0, language),
        percent(one.tfp_contribution_share, 1, language),
        "–" if isinstance(one.verdict, NotApplicable) else VERDICTS[one.verdict.kind][language],
    ]


def estimate_rows(found: EstimateTable, language: Language = "vi") -> list[list[str]]:
    """Return one row a specification."""
    return [estimate_row(one, language) for one in found.estimates]


def _why(one: Estimate, language: Language) -> list[str]:
    name = SPECIFICATION_WORDS[one.specification][language]
    if isinstance(one.verdict, NotApplicable):
        return wrapped(f"{name}: {one.verdict.reason.text(language)}", indent=2)
    failed = [rule.finding.text(language) for rule in one.verdict.failed]
    return [f"  {name}", *bullets(failed, indent=4)] if failed else []


def _rules(found: EstimateTable, language: Language) -> list[str]:
    """Return why each rule that failed somewhere exists, once."""
    whys = [
        rule.why.text(language)
        for one in found.estimates
        if not isinstance(one.verdict, NotApplicable)
        for rule in one.verdict.failed
    ]
    return bullets(dict.fromkeys(whys))


def _rejecting(one: Estimate, language: Language) -> list[str]:
    if isinstance(one.fit, NotApplicable):
        return []
    rejected = [
        f"{test.null.text(language)} (p = {number(test.outcome.p_value, 3, language)})"
        for test in one.fit.tests
        if isinstance(test.outcome, Outcome) and test.rejects()
    ]
    name = SPECIFICATION_WORDS[one.specification][language]
    return wrapped(f"{name}: {'; '.join(rejected)}", indent=2) if rejected else []


def _sample_line(found: EstimateTable, language: Language) -> str:
    sample, prior = found.sample, found.prior
    return LABELS["estimate_sample"][language].format(
        first=sample.years[0],
        last=sample.years[-1],
        count=len(sample.years),
        filled=len(sample.filled),
        mean=number(prior.mean, 2, language),
        sd=number(prior.sd, 2, language),
        source=prior.source,
    )


def estimate_text(found: EstimateTable, language: Language = "vi") -> str:
    """Return the comparison of specifications, why each is what it is, and what one may conclude, as text."""
    words = {name: text[language] for name, text in LABELS.items()}
    lines = [
        words["estimate_title"],
        f"{place(found.territory, language)}, {words['phase']} {found.phase}",
        *wrapped(_sample_line(found, language), indent=0),
        "",
        *columns([estimate_head(language), *estimate_rows(found, language)]),
        "",
        words["estimate_as_set"].format(share=percent(found.as_set, 1, language)),
        "",
        words["estimate_why"],
        *(line for one in found.estimates for line in _why(one, language)),
    ]
    rejecting = [line for one in found.estimates for line in _rejecting(one, language)]
    if rejecting:
        lines += ["", words["estimate_tests"], *rejecting]
    rules = _rules(found, language)
    if rules:
        lines += ["", words["estimate_rules"], *rules]
    kinds = {one.verdict.kind for one in found.estimates if not isinstance(one.verdict, NotApplicable)}
    if "usable" not in kinds:
        lines += ["", *wrapped(words["estimate_may"], indent=0)]
    return "\n".join(lines) + "\n"


def estimate_record(found: EstimateTable, language: Language = "en") -> dict[str, Any]:
    """Return the comparison as plain values; None where something is not applicable."""

    def plain(value: float | NotApplicable) -> float | None:
        return None if isinstance(value, NotApplicable) else float(value)

    return {
        "territory": found.territory.code,
        "first_year": found.phase.first_year,
        "last_year": found.phase.last_year,
        "sample": {
            "first_year": int(found.sample.years[0]),
            "last_year": int(found.sample.years[-1]),
            "filled_cells": [{"series": series, "year": year} for series, year in found.sample.filled],
        },
        "prior": {"mean": found.prior.mean, "sd": found.prior.sd, "source": found.prior.source},
        "tfp_contribution_share_as_set": plain(found.as_set),
        "estimates": [
            {
                "specification": one.specification,
                "capital_elasticity": plain(one.capital_elasticity),
                "capital_error": plain(one.capital_error),
                "labour_elasticity": plain(one.labour_elasticity),
                "labour_error": plain(one.labour_error),
                "regular_years": plain(one.regular),
                "tfp_contribution_share": plain(one.tfp_contribution_share),
                "verdict": None if isinstance(one.verdict, NotApplicable) else one.verdict.kind,
                "reasons": [one.verdict.reason.text(language)]
                if isinstance(one.verdict, NotApplicable)
                else [rule.finding.text(language) for rule in one.verdict.failed],
                "tests": []
                if isinstance(one.fit, NotApplicable)
                else [
                    {
                        "name": test.name,
                        "null": test.null.text(language),
                        "statistic": test.outcome.statistic if isinstance(test.outcome, Outcome) else None,
                        "p_value": test.outcome.p_value if isinstance(test.outcome, Outcome) else None,
                        "not_applicable": None
                        if isinstance(test.outcome, Outcome)
                        else test.outcome.reason.text(language),
                    }
                    for test in one.fit.tests
                ],
            }
            for one in found.estimates
        ],
    }


@as_html.register
def _(found: EstimateTable) -> str:
    words = {name: text["vi"] for name, text in LABELS.items()}
    share = percent(found.as_set, 1)
    return html_record(
        f"Hàm sản xuất ước lượng từ số liệu: {place(found.territory, 'vi')}, {words['phase']} {found.phase}",
        html_table(estimate_head("vi"), estimate_rows(found)),
        notes=[_sample_line(found, "vi"), words["estimate_as_set"].format(share=share)],
    )
