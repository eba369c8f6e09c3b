"""The page of the plan: phases, due days, targets, the erratum and the release calendar of data/plan.toml."""

from __future__ import annotations

from page_text import WRITTEN, plain, table
from record_text import TERRITORIES, read, value

__all__ = ["page"]

KINDS = {"phase": "giai đoạn", "interim": "tạm thời, ba năm đầu", "target": "mục tiêu", "outturn": "thực hiện"}
RELATIONS = {"about": "khoảng", "over": "trên"}
STATUSES = {"estimate": "ước tính", "preliminary": "sơ bộ", "official": "chính thức"}


def page() -> str:
    """Return the page."""
    found = read("plan.toml")
    bodies = {one["code"]: one for one in found["body"]}
    plan = found["plan"]
    dues = [
        [
            one["name_vi"],
            str(one["first_year"])
            if one["first_year"] == one["last_year"]
            else f"{one['first_year']}–{one['last_year']}",
            "trước " + "/".join(str(int(part)) for part in reversed(one["before"].split("-")))
            if "before" in one
            else "–",
            f"{bodies[one['by']]['name_vi']} → {bodies[one['to']]['name_vi']}",
            plain(one["source"]),
        ]
        for one in found["due"]
    ]
    released = [
        [
            one["quantity"].upper(), STATUSES[one["status"]],
            "/".join(str(int(part)) for part in reversed(one["on"].split("-"))) + ("" if one["stated"] else " *"),
            f"năm + {one['years_after']}" if one["years_after"] else "trong năm",
            plain(one["decree"]), f"[nguồn]({one['source']})",
        ]
        for one in found["release"]
    ]  # fmt: skip
    aims = [
        [
            TERRITORIES[one["territory"]],
            f"{one['first_year']}–{one['last_year']}" if "first_year" in one else f"đến {one['last_year']}",
            f"{RELATIONS[one['relation']]} {value(100 * one['value'])} %", KINDS[one["kind"]],
            plain(one["source_vi"]), plain(one["note_vi"]),
        ]
        for one in found["target"]
    ]  # fmt: skip
    lines = [
        WRITTEN.format(name="plan"), "", "# Kế hoạch của tỉnh · The plan", "",
        f"{plan['name_vi']}. *{plan['name_en']}.* Nguồn: {plain(plan['source'])}.", "",
        "`tfp-soctrang plan` cho biết việc gì tới hạn và con số còn thiếu ô nào; dữ liệu ở `data/plan.toml`.", "",
        "## Giai đoạn · Phases", "",
        table(["giai đoạn", "loại", "nguồn · source"],
              [[one["years"].replace("-", "–"), KINDS[one["kind"]], plain(one["source"])] for one in found["phase"]]), "",
        "## Cơ quan · Bodies", "",
        table(["cơ quan", "việc", "in English"],
              [[one["name_vi"], one["role_vi"], f"{one['name_en']}: {one['role_en']}"] for one in found["body"]]), "",
        "## Hạn · Due", "", table(["việc", "năm", "hạn", "ai → ai", "nguồn · source"], dues), "",
        "## Mục tiêu · Targets", "",
        table(["nơi", "giai đoạn", "tỷ phần TFP", "loại", "nguồn", "ghi chú"], aims), "",
        "## Chỗ in sai · Erratum", "",
        *(f"{one['place_vi']}: in “{one['printed']}”, phải là {one['meant'].replace('-', '–')}. *{plain(one['source'])}.*"
          for one in found["erratum"]), "",
        "## Lịch công bố · Release calendar", "",
        "Ngày có dấu * lấy từ dự thảo nghị định hoặc suy từ lịch của GDP: hãy đối chiếu với văn bản chính thức. *Days marked \\* come",
        "from a draft or by analogy with GDP.*", "",
        table(["số liệu", "mức", "ngày", "của năm", "văn bản", "nguồn"], released),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
