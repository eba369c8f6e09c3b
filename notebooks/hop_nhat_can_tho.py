# %% [markdown]
# # Cộng ba địa phương thành thành phố Cần Thơ mới
#
# **Mọi số trong sổ này là số đặt ra để minh họa**: GRDP theo giá so sánh, vốn và lao động từng năm của Cần Thơ và
# Hậu Giang chưa được công bố đủ. *Every figure on this page is made up.*
#
# Từ 1/7/2025 Cần Thơ, Hậu Giang và Sóc Trăng hợp thành thành phố Cần Thơ mới. Chỉ cộng mức (tỷ đồng giá so sánh 2010,
# nghìn người), không bao giờ cộng tốc độ. TFP của tổng = đóng góp TFP của từng địa phương + phần dịch chuyển vốn và
# lao động giữa các địa phương.

# %%
# %matplotlib inline
import numpy as np
from IPython.display import HTML, display
from matplotlib.figure import Figure

from tfp_soctrang.arithmetic.aggregation import aggregate_accounts
from tfp_soctrang.report.numbers import number
from tfp_soctrang.report.tables import html_table

names = ["Cần Thơ", "Hậu Giang", "Sóc Trăng"]
years = np.arange(2020, 2026)
steps = np.arange(len(years))[:, None]


def levels(start, growth):
    """Mức từng năm: mỗi địa phương một cột."""
    return np.array(start) * (1 + np.array(growth)) ** steps


output = levels([60000.0, 25000.0, 33000.0], [0.065, 0.070, 0.058])
capital_input = levels([180000.0, 70000.0, 100000.0], [0.070, 0.075, 0.068])
labour_input = levels([620.0, 400.0, 600.0], [0.020, 0.000, -0.010])
capital_share = np.array([[0.45, 0.40, 0.40]])


def table(head, rows):
    """Một bảng; số với hai chữ số lẻ."""
    return HTML(html_table(head, [[str(name), *(number(value, 2) for value in values)] for name, *values in rows]))


# %% [markdown]
# ## 1. Sai nếu cộng tốc độ
#
# Bình quân ba tốc độ tăng không phải là tốc độ tăng của tổng: địa phương lớn nặng hơn, và mỗi chỉ tiêu nặng một khác.


# %%
def yearly(level):
    return 100 * ((level[-1] / level[0]) ** (1 / 5) - 1)


table(
    ["tăng, %/năm", *names, "thành phố mới (cộng mức)", "bình quân ba tốc độ (sai)"],
    [
        [name, *yearly(level), yearly(level.sum(axis=1)), yearly(level).mean()]
        for name, level in (("GRDP", output), ("vốn", capital_input), ("lao động", labour_input))
    ],
)

# %% [markdown]
# ## 2. Cầu nối

# %%
merged = aggregate_accounts(years, output, capital_input, labour_input, capital_share=capital_share)


PARTS = [*names, "dịch chuyển vốn", "dịch chuyển lao động"]


def bridge_of(merged):
    """Các phần của TFP, điểm %: mỗi năm một dòng, mỗi phần một cột."""
    moved = np.column_stack([merged.capital_reallocation, merged.labour_reallocation])
    return 100 * np.hstack([merged.tfp_contribution, moved])


bridge, whole = bridge_of(merged), 100 * merged.whole.tfp_growth
table(
    ["điểm %", *PARTS, "TFP của thành phố mới"],
    [[year, *row, total] for year, row, total in zip(merged.years, bridge, whole, strict=True)],
)

# %% [markdown]
# Lao động dịch chuyển về nơi năng suất cao hơn thì TFP của tổng tăng, dù không địa phương nào tăng TFP vì việc đó:
# phần này phải được nêu riêng, nếu không con số của đơn vị mới không so được với ba con số cũ. Cộng lại đúng, chỉ còn
# sai số làm tròn của máy:

# %%
bool(np.abs(bridge.sum(axis=1) - whole).max() < 1e-12)

# %% [markdown]
# ## 3. Kéo thử
#
# Lao động của Cần Thơ tăng nhanh hơn, của Sóc Trăng giảm nhanh hơn thì phần dịch chuyển lớn lên (cần phần mở rộng
# `notebook`; không có thì ô này vẽ hình ở giá trị trên).


# %%
def bridge_chart(can_tho, soc_trang):
    """Cột chồng: các phần của TFP từng năm; dấu ngang là TFP của thành phố mới."""
    labour = levels([620.0, 400.0, 600.0], [can_tho, 0.0, soc_trang])
    found = aggregate_accounts(years, output, capital_input, labour, capital_share=capital_share)
    parts, whole = bridge_of(found), 100 * found.whole.tfp_growth
    figure = Figure(figsize=(6.5, 3.6), layout="constrained")
    axes = figure.add_subplot()
    looks = (("#0072b2", ""), ("#56b4e9", "//"), ("#4d4d4d", ""), ("#cc79a7", "xx"), ("#e69f00", ".."))
    above, below = np.zeros(len(parts)), np.zeros(len(parts))
    for name, values, (colour, hatch) in zip(PARTS, parts.T, looks, strict=True):
        bottom = np.where(values >= 0, above, below)
        axes.bar(found.years, values, 0.6, bottom, color=colour, hatch=hatch, edgecolor="white", label=name)
        above, below = above + np.maximum(values, 0), below + np.minimum(values, 0)
    axes.plot(found.years, whole, "k_", markersize=34, markeredgewidth=2, label="TFP của thành phố mới")
    for year, value, top in zip(found.years, whole, above, strict=True):
        axes.annotate(number(value, 2), (year, top), xytext=(0, 5), textcoords="offset points", ha="center", fontsize=8)
    axes.axhline(0, color="#000000", linewidth=0.8)
    axes.yaxis.set_major_formatter(lambda value, _: number(value, 1))
    axes.tick_params(labelsize=8)
    axes.set_ylabel("điểm %", fontsize=8)
    axes.set_title("TFP của thành phố mới và các phần của nó", loc="left", fontsize=9, fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0), markerscale=0.4)
    figure.supxlabel("Nguồn: số đặt ra để minh họa.", x=0.01, ha="left", fontsize=6.5)
    return figure


try:
    from ipywidgets import FloatSlider, interact
except ImportError:
    display(bridge_chart(0.02, -0.01))
else:
    interact(
        bridge_chart,
        can_tho=FloatSlider(0.02, min=-0.02, max=0.06, step=0.005, readout_format=".1%", description="LĐ Cần Thơ"),
        soc_trang=FloatSlider(-0.01, min=-0.06, max=0.02, step=0.005, readout_format=".1%", description="LĐ Sóc Trăng"),
    )

# %% [markdown]
# ## Để dùng cho mình
#
# 1. Thay ba bảng mức (`output`, `capital_input`, `labour_input`) bằng số của cơ quan Thống kê; các năm, giá so sánh
#    và định nghĩa lao động phải như nhau. Không cộng mức ở hai loại giá.
# 2. Mỗi địa phương một biểu nhập thì không cần gõ bảng:
#    `tfp.merged_account({"Cần Thơ": tfp.study(...), ...}, thành_phố_mới, 2021, 2025)` làm đúng cầu nối này;
#    `tfp.merged_data([...], "can_tho_2025")` cho bộ số liệu của thành phố mới, rồi `tfp.study(...)` như thường.
# 3. Hệ số vốn của từng địa phương: `capital_share`. Theo khu vực kinh tế thay vì địa phương:
#    `tfp-soctrang industries`.
