# %% [markdown]
# # Giai đoạn 2026–2030
#
# **Mọi con số ở đây là dự tính trên giả định: không phải số đo, không phải dự báo của cơ quan Thống kê.** Ba câu hỏi:
# theo từng kịch bản thì tỷ phần TFP là bao nhiêu; muốn đạt mục tiêu thì TFP, hoặc vốn đầu tư, phải là bao nhiêu; và
# khi từng năm có số thì con số chắc dần lên thế nào.

# %%
# %matplotlib inline
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
from IPython.display import HTML, display
from matplotlib.figure import Figure

import tfp_soctrang as tfp
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.projection import come_in_rows, needed_rows, scenario_rows
from tfp_soctrang.report.tables import html_table

DRAWS = 20_000  # như trang Dự tính 2026–2030


def table(head, rows):
    """Một bảng: chữ canh trái, số canh phải."""
    return HTML(html_table(head, rows))


# %% [markdown]
# ## 1. Ba kịch bản
#
# Các năm đã có số được đọc đúng như khi tính 2021–2025, các năm tới theo kịch bản trong `data/scenarios.toml`; vốn,
# hệ số, công thức là một. Mỗi đường của kịch bản có giá trị, khoảng, nguồn và lý do:

# %%
study = tfp.study(tfp.load("soc_trang"))
found = tfp.project(study, 2026, 2030)

MEASURES = {"output": "GRDP tăng", "investment": "vốn đầu tư / GRDP", "labour": "lao động tăng"}
table(
    ["kịch bản", "đường", "giá trị, %", "khoảng, %", "nguồn"],
    [
        [
            one.scenario.in_words("vi"),
            MEASURES[path.measure],
            percent(path.parameter.value, 2),
            f"{percent(path.parameter.low, 2)} – {percent(path.parameter.high, 2)}",
            path.parameter.in_words("source", "vi"),
        ]
        for one in found.scenarios
        for path in one.scenario.paths
    ],
)

# %% [markdown]
# Sau 1/7/2025 Sóc Trăng thuộc thành phố Cần Thơ, không có số công bố riêng. Dự tính cho địa bàn cũ đứng trên một quy
# tắc được nêu tên, và quy tắc luôn đi cùng con số:

# %%
caveats = {one.code: one.text("vi") for one in found.scenarios[0].account.caveats}
table(["quy tắc", "nghĩa"], [[found.allocation_rule, caveats[f"rule_{found.allocation_rule}"]]])


# %%
def scenarios_table(phases):
    summaries = {one.scenario.name: one.uncertainty(DRAWS) for one in phases}
    head = ["kịch bản", "GRDP", "I/Y", "lao động", "vốn", "TFP", "tỷ phần TFP, %", "khoảng 90 %", "P(> 55 %), %"]
    return table(head, scenario_rows(phases, summaries, 0.55))


scenarios_table(found.scenarios)  # tốc độ tăng: %/năm; I/Y: vốn đầu tư trên GRDP, %

# %% [markdown]
# Ba năm đầu 2026–2028, như cơ quan Thống kê công bố tạm thời giữa giai đoạn:

# %%
scenarios_table(found.interim)

# %%
tfp.figures.projection(found)

# %% [markdown]
# **Đọc thế nào.** Đã cho GRDP, vốn đầu tư và lao động thì tỷ phần TFP chỉ là số học: TFP *phải* tăng bấy nhiêu thì
# kịch bản mới thành hiện thực. Vì vậy kịch bản thấp có tỷ phần cao nhất: ở đó vốn và lao động chậm lại nhiều hơn GRDP.
# So với TFP đã tăng trong 2021–2025 thì kịch bản nào cũng đòi nhiều hơn:

# %%
table(
    ["", "TFP tăng, %/năm"],
    [
        ["2021–2025 (tính thử)", percent(study.phase(2021, 2025).tfp_growth, 2)],
        *(
            [f"2026–2030, {one.scenario.in_words('vi').lower()}", percent(one.account.tfp_growth, 2)]
            for one in found.scenarios
        ),
    ],
)

# %% [markdown]
# ## 2. Cần gì để đạt mục tiêu
#
# Mục tiêu của các kế hoạch đã công bố:

# %%
WHAT = {
    "tfp_contribution_share": "tỷ phần TFP",
    "output_growth": "GRDP tăng bình quân năm",
    "labour_productivity_growth": "năng suất lao động tăng bình quân năm",
}
table(
    ["mục tiêu", "trên, %", "nguồn"],
    [[WHAT[one.quantity], percent(one.value, 0), one.in_words("vi")] for one in found.targets],
)

# %% [markdown]
# Muốn GRDP tăng 10 %/năm với vốn đầu tư và lao động của kịch bản thì TFP phải tăng bao nhiêu; hoặc, nếu TFP tăng
# 5,5 %/năm (55 % của 10 %), vốn đầu tư phải bằng bao nhiêu phần GRDP:

# %%
table(
    ["kịch bản", "TFP phải tăng, %/năm", "tỷ phần TFP khi đó, %", "nếu TFP tăng 5,5 %: I/Y phải là, %"],
    needed_rows(found, 0.10, 0.055),
)

# %% [markdown]
# Cùng câu hỏi cho mọi tốc độ tăng. Đường chấm: TFP bằng 55 % của tăng trưởng; chỗ nào đường kịch bản nằm dưới đường
# chấm thì tỷ phần dưới 55 %.


# %%
def needed_chart(target):
    """TFP phải tăng bao nhiêu để GRDP tăng với tốc độ ở trục ngang; vạch đứng là tốc độ được chọn."""
    growths = np.linspace(0.04, 0.12, 17)
    figure = Figure(figsize=(6.5, 3.6), layout="constrained")
    axes = figure.add_subplot()
    looks = (("#0072b2", "-"), ("#4d4d4d", "--"), ("#e69f00", "-."))
    for (colour, line), one in zip(looks, found.scenarios, strict=True):
        needed = [one.needed_tfp_growth(growth).tfp_growth for growth in growths]
        at = one.needed_tfp_growth(target)
        numbers = f"{percent(at.tfp_growth, 2)} %/năm, tỷ phần {percent(at.tfp_contribution_share)} %"
        name = f"{one.scenario.in_words('vi')}: {numbers}"
        axes.plot(100 * growths, 100 * np.array(needed), line, color=colour, label=name)
        axes.plot(100 * target, 100 * at.tfp_growth, "o", color=colour)
    axes.plot(100 * growths, 55 * growths, ":", color="#000000", linewidth=1, label="55 % của tăng trưởng")
    axes.axvline(100 * target, color="#999999", linewidth=0.8)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: number(value, 0))
    axes.tick_params(labelsize=8)
    axes.set_xlabel("GRDP tăng, %/năm", fontsize=8)
    axes.set_ylabel("TFP phải tăng, %/năm", fontsize=8)
    title = f"Để GRDP tăng {percent(target)} %/năm, 2026–2030, với vốn đầu tư và lao động của kịch bản"
    axes.set_title(title, loc="left", fontsize=9, fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize=8)
    foot = "Dự tính trên giả định, không phải số đo hay dự báo của cơ quan Thống kê. Kịch bản và nguồn: bảng ở mục 1."
    figure.supxlabel(foot, x=0.01, ha="left", fontsize=6.5)
    return figure


try:
    from ipywidgets import FloatSlider, interact
except ImportError:
    display(needed_chart(0.10))
else:
    slider = FloatSlider(0.10, min=0.04, max=0.12, step=0.0025, readout_format=".2%", description="GRDP tăng")
    interact(needed_chart, target=slider)

# %% [markdown]
# ## 3. Khi từng năm có số
#
# Năm chưa tới (*) được coi như đúng kịch bản cơ sở. Khoảng hẹp dần nhưng không hết: khi đủ năm, phần còn lại là các
# giả định về phương pháp và vốn.


# %%
def come_in_table(projection):
    rows = come_in_rows(projection["baseline"].as_years_come_in(DRAWS))
    return table(["có số đến", "tỷ phần TFP, %", "khoảng 90 %", "P(> 55 %), %"], rows)


come_in_table(found)

# %% [markdown]
# ### Năm 2026 về
#
# Cơ quan Thống kê điền thêm một dòng vào biểu nhập. **Các số dưới đây là số đặt ra.** Từ năm 2026 số liệu theo giá so
# sánh 2020: chỉ có tốc độ tăng thì ghi vào cột *giá so sánh 2020*, thư viện nối vào mức theo giá 2010 và nêu lưu ý.

# %%
folder = Path("vi_du_2026_2030")
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir()
workbook = folder / "soctrang_2026.xlsx"
tfp.write_template(workbook)

outlay = {2020: 11_100, 2021: 13_000, 2022: 12_600, 2023: 13_300, 2024: 14_500, 2025: 15_600, 2026: 16_900}
employed = {2020: 606.2, 2023: 609.8, 2024: 612.5, 2025: 615.1, 2026: 618.0}
made_up = {
    ("output_growth", 2025): 6.9,
    ("output_growth_const2020", 2026): 8.4,
    ("net_capital_stock_const2010", 2020): 104_500,
    **{("employed_icls19", year): value for year, value in employed.items()},
    **{("investment_outlay_const2010", year): value for year, value in outlay.items()},
}


def enter(cells):
    """Gõ số vào biểu như trong Excel, kèm trạng thái và nguồn."""
    import openpyxl

    book = openpyxl.load_workbook(workbook)
    for (series, year), value in cells.items():
        for sheet in book:
            columns = {cell.value: cell.column for cell in sheet[5]}  # dòng 5: mã của từng cột
            if series in columns:
                row = next(cell.row for cell in sheet["A"] if cell.value == year)
                for place, text in enumerate((value, "ước tính", "SỐ ĐẶT RA để minh họa")):
                    sheet.cell(row, columns[series] + place, text)
    book.save(workbook)


enter(made_up)
tfp.check(workbook) or "không còn ô sai"

# %%
later = tfp.project(tfp.study(tfp.load(workbook)), 2026, 2030)
later

# %% [markdown]
# Năm 2026 nay là số đã biết (không còn dấu *); dòng 2025 là con số như biết trước đó, cùng trên số đặt ra của biểu:

# %%
come_in_table(later)

# %% [markdown]
# ## 4. Kịch bản của mình
#
# Ba con số: GRDP tăng, vốn đầu tư trên GRDP, lao động tăng. Hình so với kịch bản kế hoạch.

# %%
from tfp_soctrang.sources.scenario_file import bundled_scenarios

scenarios = bundled_scenarios("soc_trang")


def own_scenario(output_growth, investment_ratio, labour_growth):
    values = {"output": output_growth, "investment": investment_ratio, "labour": labour_growth}
    paths = []
    for path in scenarios["baseline"].paths:
        value, old = values[path.measure], path.parameter
        parameter = replace(old, value=value, low=min(old.low, value), high=max(old.high, value))
        paths.append(replace(path, parameter=parameter))
    own = replace(scenarios["baseline"], name="own", title="Own", title_vi="Của mình", paths=tuple(paths))
    both = replace(scenarios, scenarios={"own": own, "plan": scenarios["plan"]})
    return tfp.project(study, 2026, 2030, scenarios=both)


def own_chart(output_growth, investment_ratio, labour_growth):
    return tfp.figures.projection(own_scenario(output_growth, investment_ratio, labour_growth))


try:
    from ipywidgets import FloatSlider, interact
except ImportError:
    display(own_chart(0.085, 0.38, 0.005))
else:
    interact(
        own_chart,
        output_growth=FloatSlider(0.085, min=0.03, max=0.12, step=0.005, readout_format=".1%", description="GRDP"),
        investment_ratio=FloatSlider(0.38, min=0.25, max=0.60, step=0.01, readout_format=".0%", description="I/Y"),
        labour_growth=FloatSlider(0.005, min=-0.02, max=0.02, step=0.001, readout_format=".1%", description="lao động"),
    )

# %%
own_scenario(0.085, 0.38, 0.005)

# %% [markdown]
# ## Để dùng cho mình
#
# 1. Kịch bản của cơ quan: một tệp TOML chỉ ghi những gì khác, mỗi số kèm nguồn và lý do, rồi
#    `tfp.project(study, 2026, 2030, scenarios="kich_ban.toml")` hay
#    `tfp-soctrang project 2026-2030 --scenarios kich_ban.toml`.
# 2. Số của địa bàn cũ sau 2025 do cơ quan tự tổng hợp: `allocation_rule = "office_estimate"` và số trong biểu nhập;
#    hoặc số đã công bố của thành phố: `tfp.project(..., city=tfp.load("tp_can_tho.xlsx"))`.
# 3. Mỗi năm: điền thêm một dòng vào biểu, chạy lại; `tfp-soctrang plan` nhắc việc nào tới hạn, còn thiếu số nào.
# 4. Mục tiêu khác: đổi 0,10 và 0,055 trong `needed_rows`, đổi 0,55 trong `scenario_rows`.
# 5. Nhiều lần rút hơn: tăng `DRAWS`. Cả nước: `tfp.load("viet_nam")`.
