# %% [markdown]
# # Đối chiếu với số liệu công bố
#
# Ba câu hỏi. Thư viện có tính ra số mà cơ quan Thống kê in cho cả nước không? Những hệ số nào đứng sau các số in ấy?
# Và các nghiên cứu cấp tỉnh cho con số nào, có tự khớp với chính mình không?

# %%
# %matplotlib inline

import numpy as np
import pandas as pd
from IPython.display import HTML, display
from matplotlib.figure import Figure

import tfp_soctrang as tfp
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.tables import html_table
from tfp_soctrang.units import Phase


def table(head, rows):
    """Một bảng: chữ canh trái, số canh phải."""
    return HTML(html_table(head, rows))


# %% [markdown]
# ## 1. Cả nước: tính và in
#
# Bảng in của cơ quan Thống kê gồm tỷ phần của vốn, lao động, TFP và tốc độ tăng TFP của ba giai đoạn. Bảng này **được
# xem gián tiếp**, qua một bản sao trong kho mã công khai (`data/published_accounts.csv` ghi địa chỉ từng dòng), chưa
# đọc trên trang của cơ quan Thống kê.
#
# Giả định cơ sở: hệ số lao động 0,60; khấu hao 5 %; vốn cuối năm 2010 bằng 2,5 lần GDP.

# %%
nation = tfp.study(tfp.load("viet_nam"))
calibrated = tfp.calibrate(nation.data)
printed = {one.phase: one.printed for one in calibrated.comparisons}
NAMES = ["vốn, %", "lao động, %", "TFP, %", "TFP tăng, %/năm"]


def quantities(study, phase):
    """Bốn số của bảng in, tính từ một tài khoản."""
    account = study.phase(phase.first_year, phase.last_year)
    shares = account.capital_contribution_share, account.labour_contribution_share, account.tfp_contribution_share
    return (*shares, account.tfp_growth)


def side_by_side(study):
    """Bảng in và bảng tính, mỗi giai đoạn hai dòng và hiệu số."""
    rows = []
    for phase, prints in printed.items():
        found = quantities(study, phase)
        for what, values in (
            ("in", prints),
            ("tính", found),
            ("tính − in", [a - b for a, b in zip(found, prints, strict=True)]),
        ):
            rows.append([f"{phase}, {what}", *(percent(value) for value in values)])
    return table(["", *NAMES], rows)


side_by_side(nation)

# %% [markdown]
# Hai giai đoạn năm năm lệch chừng nửa điểm ở tỷ phần TFP. Giai đoạn 2021–2023 lệch nhiều hơn: lao động năm 2020 theo
# định nghĩa mới là số tính lại, không phải số công bố. Và chính bảng in cũng không hoàn toàn chặt: tỷ phần 2021–2023
# cộng được 100,1 %; các ấn bản khác in 45,0 và 45,2 thay cho 46,0 của 2016–2020.
#
# Chọn nhầm chuỗi lao động thì sai hẳn. Nếu nối số 2020 theo định nghĩa cũ (53.610 nghìn người) với số 2023 theo định
# nghĩa mới, lao động "giảm" và TFP phồng lên:

# %%
account = nation.phase(2021, 2023)
old, new = nation.data["employed_icls13"], nation.data["employed_icls19"]
wrong = (new.at(2023) / old.at(2020)) ** (1 / 3) - 1
wrong_share = 1 - (0.4 * account.capital_growth + 0.6 * wrong) / account.output_growth
table(
    ["2021–2023", "lao động tăng, %/năm", "tỷ phần TFP, %"],
    [
        ["đúng: một định nghĩa", percent(account.labour_growth, 2), percent(account.tfp_contribution_share)],
        ["sai: trộn hai định nghĩa", percent(wrong, 2), percent(wrong_share)],
    ],
)

# %% [markdown]
# ## 2. Hệ số đứng sau số in
#
# Cơ quan Thống kê không in hệ số, khấu hao và vốn ban đầu; bảng in cho phép suy ngược. Tập chấp nhận được: mọi bộ ba
# tái lập từng chữ số in của 2011–2015 và 2016–2020.

# %%
calibrated

# %%
side_by_side(tfp.study(nation.data, nation.assumptions.with_values(**calibrated.point)))

# %% [markdown]
# Tại điểm chọn, mọi chữ số của hai giai đoạn đầu khớp; 2021–2023 không dùng để hiệu chỉnh, nên là phép thử ngoài mẫu.
#
# Kéo thử: ba thanh trượt, số nào khớp chữ số in thì có dấu ✓ (cần phần mở rộng `notebook`; không có thì ô này hiện
# bảng tại giá trị cơ sở).

# %%
half_unit = {one.phase: one.half_unit for one in calibrated.comparisons}


def digits(labour_share, depreciation_rate, capital_output_ratio):
    changed = nation.assumptions.with_values(
        labour_share=labour_share,
        depreciation_rate=depreciation_rate,
        initial_capital_output_ratio=capital_output_ratio,
    )
    study = tfp.study(nation.data, changed)
    rows = []
    for phase, prints in printed.items():
        found = zip(quantities(study, phase), prints, half_unit[phase], strict=True)
        marks = [
            f"{percent(a)} / {percent(b)} {'✓' if abs(a - b) <= half * (1 + 1e-9) else '✗'}" for a, b, half in found
        ]
        rows.append([str(phase), *marks])
    return table(["tính / in", *NAMES], rows)


try:
    from ipywidgets import FloatSlider, interact
except ImportError:
    display(digits(0.60, 0.05, 2.5))
else:
    interact(
        digits,
        labour_share=FloatSlider(0.60, min=0.42, max=0.62, step=0.001, readout_format=".3f", description="hệ số LĐ"),
        depreciation_rate=FloatSlider(
            0.05, min=0.034, max=0.08, step=0.001, readout_format=".3f", description="khấu hao"
        ),
        capital_output_ratio=FloatSlider(2.5, min=1.9, max=2.9, step=0.01, description="K/Y 2010"),
    )

# %% [markdown]
# ## 3. "Vì sao không phải 47 %?"
#
# Số được nêu cho cả nước 2021–2025 là **khoảng 47 %**, với GDP tăng 6,3 %/năm (VietnamPlus, zh.vietnamplus.vn,
# article-post252678; mục tiêu của Đại hội XIII là khoảng 45 %). Đó là con số của cả nước, không phải của Sóc Trăng,
# và nó cùng với bảng in 2021–2023 (39,3 %) đòi hỏi hai năm cuối rất khác ba năm đầu:

# %%
whole, share, first = 0.063, 0.47, nation.phase(2021, 2023).output_growth
last_growth = ((1 + whole) ** 5 / (1 + first) ** 3) ** (1 / 2) - 1
last_tfp = (5 * share * whole - 3 * printed[Phase(2021, 2023)][3]) / 2
table(
    ["cả nước", "%"],
    [
        ["GDP tăng mỗi năm, 2021–2023 (tính)", percent(first, 2)],
        ["GDP phải tăng mỗi năm, 2024–2025", percent(last_growth, 2)],
        ["TFP phải tăng mỗi năm, 2024–2025", percent(last_tfp, 2)],
        ["tỷ phần TFP của hai năm 2024–2025", percent(last_tfp / last_growth)],
        ["để so sánh, thư viện: 2021–2024", percent(nation.phase(2021, 2024).tfp_contribution_share)],
    ],
)

# %% [markdown]
# ## 4. Nghiên cứu cấp tỉnh
#
# Những con số tìm được, chép đúng như bài in. `b_K`, `b_L`: hệ số bài dùng.

# %%
KG = "Đỗ Văn Xê, Nguyễn Hữu Đặng (2017), Tạp chí Khoa học ĐH Cần Thơ 50D, doi 10.22144/jvn.2017.047"
KGS = "Nguyễn Hữu Đặng, Tạp chí Công Thương, tapchicongthuong.vn, bài 26826"
DT = "Dang H. M. Quan, Nguyen K. Phuoc (2021), HCMCOUJS 11(2), doi 10.46223/hcmcoujs.econ.en.11.2.1461.2021"
CT = "Võ Thành Danh và cộng sự (2018), Tạp chí Khoa học ĐH Cần Thơ, doi 10.22144/ctu.jvn.2018.085"
HG = "Tạp chí Kinh tế và Quản trị kinh doanh (ĐH Thái Nguyên) số 20 (2022), 123docz.net, tài liệu 11802575"
TN = "tóm tắt bài trên tapchi.tueba.edu.vn, ?lang=en&p=1455"
VP = "Hoàng Thị Thu (2021), IJDS 10(1): 1–15"
HY = "văn bản của ngành khoa học và công nghệ tỉnh, không nêu phương pháp"

NONE = float("nan")
studies = pd.DataFrame(
    [
        ("Kiên Giang", "2001–2005", 0.4539, 0.5461, 1.85, NONE, NONE, 13.21, KG),
        ("Kiên Giang", "2006–2010", 0.4539, 0.5461, -4.10, NONE, NONE, -36.55, KG),
        ("Kiên Giang", "2011–2015", 0.4539, 0.5461, 2.55, NONE, NONE, 25.63, KG),
        ("Kiên Giang, thương mại – dịch vụ", "2001–2005", 0.4223, 0.5777, -1.34, NONE, NONE, -13.77, KGS),
        ("Kiên Giang, thương mại – dịch vụ", "2006–2010", 0.4223, 0.5777, 0.89, NONE, NONE, -10.77, KGS),
        ("Kiên Giang, thương mại – dịch vụ", "2011–2015", 0.4223, 0.5777, 2.03, NONE, NONE, 14.54, KGS),
        ("Đồng Tháp", "2011–2015", 0.3524, 0.6476, 2.31, NONE, NONE, 34.51, DT),
        ("Đồng Tháp", "2016–2020", 0.3524, 0.6476, 1.93, NONE, NONE, 30.01, DT),
        ("Cần Thơ (cũ)", "2006–2010", NONE, NONE, NONE, 61.55, 14.74, 23.71, CT),
        ("Cần Thơ (cũ)", "2011–2015", NONE, NONE, NONE, 56.94, 17.62, 25.44, CT),
        ("Hà Giang", "2011–2020", NONE, NONE, 1.36, 88.0, NONE, 10.26, HG),
        ("Thái Nguyên", "2011–2018", 0.37, 0.63, NONE, NONE, NONE, 41.61, TN),
        ("Vĩnh Phúc", "2001–2018", NONE, NONE, NONE, 20.35, NONE, 74.38, VP),
        ("Hưng Yên", "2015–2021", NONE, NONE, NONE, NONE, NONE, 53.23, HY),
        ("Hưng Yên", "2020–2021", NONE, NONE, NONE, NONE, NONE, 66.16, HY),
    ],
    columns=["tỉnh", "giai đoạn", "b_K", "b_L", "TFP tăng, %/năm", "vốn, %", "lao động, %", "TFP, %", "nguồn"],
)


def as_printed(value):
    return "–" if np.isnan(value) else number(value, len(f"{value:g}".partition(".")[2]))


table(
    list(studies.columns),
    [
        [
            *row[:2],
            *(as_printed(value) for value in row[2:8]),
            row[8],
        ]
        for row in studies.itertuples(index=False)
    ],
)

# %% [markdown]
# ### Tự khớp với chính mình không
#
# Tỷ phần là tỷ số, nên tốc độ tăng TFP chia cho tỷ phần TFP phải ra tốc độ tăng GRDP. Không cần số liệu gốc cũng
# thấy:

# %%
COLUMNS = ["tỉnh", "giai đoạn", "TFP tăng, %/năm", "TFP, %"]
rows = []
for place, phase, tfp_growth, tfp_share in studies[COLUMNS].dropna().itertuples(index=False):
    implied = 100 * tfp_growth / tfp_share
    note = "hai số trái dấu: có một số in sai" if implied < 0 else "xem dưới" if place == "Hà Giang" else ""
    rows.append([place, phase, number(tfp_growth, 2), number(tfp_share, 2), number(implied, 1), note])
table([*COLUMNS, "GRDP tăng suy ra, %/năm", "nhận xét"], rows)

# %% [markdown]
# - **Hà Giang.** 1,36 %/năm là 10,26 % của 13,26 %/năm; khi đó 88 % của vốn là 11,7 điểm, bằng cả tốc độ tăng vốn mà
#   bài in (11,59 %/năm): hệ số vốn bằng 1, không còn phần nào cho lao động. Vậy 10,26 % phải là bình quân của tỷ phần
#   từng năm, hoặc in nhầm.
# - **Kiên Giang.** Một bản tóm tắt in hệ số vốn 0,4359, bản khác 0,4539; chỉ 0,4539 cộng với 0,5461 bằng 1: đảo hai
#   chữ số.
# - **Thái Nguyên.** Bài in tốc độ tăng −4,93 %/năm cho 2011–2013, 13,13 %/năm cho 2014–2018 và bình quân 6,36 %/năm:
#   đó là bình quân cộng. Bình quân nhân, cách của cơ quan Thống kê, thấp hơn:

# %%
arithmetic = (3 * -0.0493 + 5 * 0.1313) / 8
compound = (0.9507**3 * 1.1313**5) ** (1 / 8) - 1
table(
    ["kiểm tra", "kết quả"],
    [
        ["Hà Giang: đóng góp của vốn, điểm %", number(0.88 * 1.36 / 0.1026, 2)],
        ["Hà Giang: hệ số vốn suy ra", number(0.88 * 1.36 / 0.1026 / 11.59, 2)],
        ["Kiên Giang: 0,4359 + 0,5461", number(0.4359 + 0.5461, 4)],
        ["Kiên Giang: 0,4539 + 0,5461", number(0.4539 + 0.5461, 4)],
        ["Thái Nguyên: bình quân cộng, %/năm", percent(arithmetic, 2)],
        ["Thái Nguyên: bình quân nhân, %/năm", percent(compound, 2)],
        ["Cần Thơ 2006–2010: tổng ba tỷ phần, %", number(61.55 + 14.74 + 23.71, 2)],
        ["Cần Thơ 2011–2015: tổng ba tỷ phần, %", number(56.94 + 17.62 + 25.44, 2)],
    ],
)

# %% [markdown]
# ### Hệ số của họ, số liệu của Sóc Trăng
#
# Một phần khác nhau giữa các tỉnh chỉ là do hệ số. Cùng số liệu Sóc Trăng 2021–2025, với hệ số của từng bài:

# %%
province = tfp.study(tfp.load("soc_trang"))
whole_province = studies[~studies["tỉnh"].str.contains("thương mại")].dropna(subset="b_L")
used = whole_province.groupby("tỉnh", sort=False)["b_L"].first()
rows = {"cơ sở (suy từ bảng in của cả nước)": 0.60, **{f"như bài về {name}": value for name, value in used.items()}}


def share_with(labour_share):
    changed = province.assumptions.with_values(labour_share=labour_share)
    return tfp.study(province.data, changed).phase(2021, 2025).tfp_contribution_share


table(
    ["hệ số", "b_L", "tỷ phần TFP của Sóc Trăng, %"],
    [[name, number(value, 4), percent(share_with(value))] for name, value in rows.items()],
)

# %% [markdown]
# ### Sóc Trăng đứng ở đâu
#
# Chấm rỗng: các nghiên cứu trên. Chấm đặc: Sóc Trăng 2021–2025 với khoảng 90 %. Khoảng ấy rộng hơn khoảng cách giữa
# phần lớn các tỉnh: xếp hạng tỉnh theo tỷ phần TFP là không có cơ sở.

# %%
sensitivity = tfp.phase_sensitivity(province, 2021, 2025)
interval = sensitivity.monte_carlo(100_000, 0)["tfp_contribution_share"].interval(0.9)

figure = Figure(figsize=(6.5, 4.8), layout="constrained")
axes = figure.add_subplot()
places = [f"{one[0]}, {one[1]}" for one in studies[["tỉnh", "giai đoạn"]].to_numpy()]
axes.plot(studies["TFP, %"], range(len(studies)), "o", color="#4d4d4d", markerfacecolor="white")
beside = {"textcoords": "offset points", "va": "center", "fontsize": 8}
for row, value in enumerate(studies["TFP, %"]):
    side, anchor = (7, "left") if value > 0 else (-7, "right")  # số âm đứng bên trái, khỏi chạm trục
    axes.annotate(number(value, 1), (value, row), xytext=(side, 0), ha=anchor, **beside)
here, ends = 100 * sensitivity.central_share, (100 * interval.low.value, 100 * interval.high.value)
axes.plot(ends, [len(studies)] * 2, color="#0072b2", linewidth=2)
axes.plot(here, len(studies), "o", color="#0072b2")
told = f"{number(here, 1)} ({number(ends[0], 1)} – {number(ends[1], 1)})"
axes.annotate(told, (ends[1], len(studies)), xytext=(7, 0), **beside)
axes.set_yticks(range(len(studies) + 1), [*places, "Sóc Trăng, 2021–2025 (tính thử)"], fontsize=8)
axes.axvline(0, color="#999999", linewidth=0.8)
axes.invert_yaxis()
axes.margins(x=0.2)
axes.xaxis.set_major_formatter(lambda value, _: number(value, 0))
axes.tick_params(axis="x", labelsize=8)
axes.set_xlabel("tỷ phần TFP, %", fontsize=8)
title = "Tỷ phần đóng góp của TFP vào tăng trưởng: các nghiên cứu và Sóc Trăng"
figure.suptitle(title, x=0.01, ha="left", fontsize=9, fontweight="bold")
foot = "Nguồn: bảng ở mục 4. Sóc Trăng: tính thử trên giả định, khoảng 90 % của 100.000 lần rút, hạt giống 0."
figure.supxlabel(foot, x=0.01, ha="left", fontsize=6.5)
axes.spines[["top", "right"]].set_visible(False)
figure

# %% [markdown]
# ## Để dùng cho mình
#
# 1. Bảng in khác, hay bản gốc của cơ quan Thống kê: ghi một tệp CSV cùng cột với `data/published_accounts.csv`, rồi
#    `tfp.calibrate(data, "bang_in.csv")`. Hiệu chỉnh theo giai đoạn nào:
#    `phases=(Phase(2011, 2015), Phase(2016, 2020))`.
# 2. Dùng bộ hệ số suy được: `study.assumptions.with_values(**calibrated.point)`, hoặc
#    `tfp-soctrang calibrate --write FILE.toml` ghi thành tệp giả định.
# 3. Thêm nghiên cứu vào `studies`: một dòng, kèm nguồn; các phép kiểm chạy lại hết.
# 4. Tỉnh của mình: đổi `tfp.load("soc_trang")` thành biểu của mình ở mục 4.
