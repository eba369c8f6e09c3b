# %% [markdown]
# # Độ nhạy của giả định
#
# Dành cho người nghiên cứu: con số 46,1 % của Sóc Trăng giai đoạn 2021–2025 dựa trên những giả định nào, mỗi giả định
# nặng bao nhiêu, ở giá trị nào thì kết luận đổi, và làm sao đưa mô hình hay ước lượng của mình vào cùng một chuỗi
# tính.
#
# 100.000 lần rút với hạt giống cố định, như trang *Con số phụ thuộc vào giả định*: chạy lại cho đúng những số này.

# %%
# %matplotlib inline
import re

import numpy as np
from IPython.display import HTML, display

import tfp_soctrang as tfp
from tfp_soctrang.report.factor_names import factor_name, factor_value
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.tables import html_table
from tfp_soctrang.units import Phase

DRAWS, SEED = 100_000, 0


def table(head, rows):
    """Một bảng: chữ canh trái, số canh phải."""
    return HTML(html_table(head, rows))


# %% [markdown]
# ## 1. Những gì được rút
#
# Mỗi giả định, mỗi ô chưa có số liệu và mỗi ô chưa chính thức là một biến ngẫu nhiên với khoảng và phân phối ghi
# trong `data/baseline.toml`. Vốn ban đầu được rút như bội số của tỷ lệ vốn/sản lượng cả nước.

# %%
study = tfp.study(tfp.load("soc_trang"))
inputs = study.prepare(Phase(2021, 2025))
sensitivity = tfp.phase_sensitivity(study, 2021, 2025)

table(
    ["giả định", "tên trong mã", "giá trị", "thấp", "cao"],
    [
        [
            factor_name(one.name, inputs),
            one.name,
            *(factor_value(one.name, value, inputs) for value in (one.central, one.marginal.low, one.marginal.high)),
        ]
        for one in sensitivity.factors
    ],
)

# %% [markdown]
# ## 2. Monte Carlo

# %%
run = sensitivity.monte_carlo(DRAWS, SEED)
summary = sensitivity.summary(run)
share = run["tfp_contribution_share"]
table(
    ["tỷ phần TFP", "%"],
    [
        ["con số (giá trị trung tâm)", percent(summary.central)],
        ["trung vị", percent(summary.median)],
        ["khoảng 90 %", f"{percent(summary.low)} – {percent(summary.high)}"],
        ["sai số Monte Carlo của trung vị, điểm %", percent(share.median.standard_error, 2)],
        *([f"xác suất vượt {percent(aim, 0)} %", percent(chance, 0)] for aim, chance in summary.targets),
        ["xác suất âm", percent(summary.probability_negative)],
    ],
)

# %%
tfp.figures.density(sensitivity, run=run)

# %% [markdown]
# Theo năm, chỉ số TFP so với năm 2020 với các dải phân vị:

# %%
tfp.figures.fan(sensitivity, draws=DRAWS, seed=SEED)

# %% [markdown]
# ## 3. Giả định nào nặng
#
# Chỉ số Sobol tổng: phần phương sai còn lại khi đã biết mọi giả định khác. Các số có thể cộng lại hơn 100 %.

# %%
from tfp_soctrang.report.sensitivity import break_even_rows, driver_rows, ranking_rows

table(
    ["giả định", "khoảng", "tỷ phần TFP ở hai đầu, %", "phần phương sai, %"],
    ranking_rows(summary, inputs)[:8],
)

# %% [markdown]
# Từng giả định đi hết khoảng của nó, các giả định khác giữ nguyên:

# %%
tfp.figures.tornado(sensitivity)

# %% [markdown]
# ## 4. Điểm hòa
#
# Giá trị của một giả định để tỷ phần đúng bằng mục tiêu, các giả định khác giữ nguyên. Giả định vắng mặt trong bảng
# thì không có giá trị nào như vậy trong khoảng của nó.

# %%
meets = {target: dict(break_even_rows(sensitivity.break_evens(target), inputs)) for target in (0.45, 0.55)}
table(
    ["giả định", *(f"để bằng {percent(target, 0)} %" for target in meets)],
    [[name, *(one.get(name, "–") for one in meets.values())] for name in meets[0.45] | meets[0.55]],
)

# %% [markdown]
# ## 5. Hai giả định cùng lúc
#
# Đường đồng mức của tỷ phần TFP. Chọn hai giả định (cần phần mở rộng `notebook`; không có thì ô này vẽ cặp nặng
# nhất).


# %%
def contour(first, second):
    return tfp.figures.contour(sensitivity, first, second)


heaviest = [one.name for one in summary.ranking[:6]]
try:
    from ipywidgets import Dropdown, interact
except ImportError:
    display(contour(heaviest[0], heaviest[1]))
else:
    options = [(factor_name(name, inputs), name) for name in heaviest]
    interact(
        contour,
        first=Dropdown(options=options[::2], description="ngang"),
        second=Dropdown(options=options[1::2], description="dọc"),
    )

# %% [markdown]
# ## 6. Mọi cách hạch toán bảo vệ được
#
# Không có xác suất: mỗi tổ hợp của các lựa chọn (công thức và bình quân, thời điểm đầu tư, loại vốn, vốn ban đầu, chỉ
# số giá, hệ số, cách nối lao động) được tính đúng một lần.

# %%
curve = tfp.accounting_curve(study, 2021, 2025)
tfp.figures.specification_curve(curve)

# %% [markdown]
# Lựa chọn nào làm con số khác nhau, và tỷ phần bình quân theo từng lựa chọn:

# %%
table(
    ["lựa chọn", "phần phương sai, %", "tỷ phần TFP bình quân, %"],
    [
        [choice, variance, re.sub(r" (-?[\d,]+)(;|$)", r": \1\2", means)]
        for choice, variance, means in driver_rows(curve, inputs)
    ],
)

# %% [markdown]
# ## 7. Mô hình của mình trong Monte Carlo
#
# `monte_carlo` nhận **bất kỳ hàm nào**: vào là các giả định theo tên, mỗi cái một mảng dài bằng số lần rút; ra là các
# kết quả theo tên. Dưới đây là công thức của cơ quan Thống kê viết lại từ đầu bằng numpy, chỉ cho hai giả định nặng
# nhất, và thêm một kết quả mà thư viện không có: hệ số ICOR.

# %%
from tfp_soctrang.sensitivity.monte_carlo import monte_carlo

account = study.phase(2021, 2025)
output, labour = (np.array([getattr(one, name) for one in account.levels]) for name in ("output", "labour_input"))
investment = np.array([one.investment for one in account.levels[1:]])
first_stock = account.levels[0].capital_input
rate = next(one.value for one in account.assumptions if one.assumption.name == "depreciation_rate")


def growth(levels):
    return (levels[-1] / levels[0]) ** (1 / 5) - 1


def own_model(drawn):
    stock = [first_stock * drawn["reference_ratio_factor"]]  # vốn cuối năm 2020, mỗi lần rút một số
    for outlay in investment:
        stock.append((1 - rate) * stock[-1] + outlay)
    labour_share = drawn["labour_share"]
    capital_part = (1 - labour_share) * growth(stock)
    tfp_growth = growth(output) - capital_part - labour_share * growth(labour)
    return {
        "tfp_contribution_share": tfp_growth / growth(output),
        "net_icor": (stock[-1] - stock[0]) / (output[-1] - output[0]),
    }


two = tfp.phase_sensitivity(study, 2021, 2025, only=["labour_share", "reference_ratio_factor"])
own = monte_carlo(own_model, two.design(DRAWS, SEED))


def spread(name):
    ends = own[name].interval(0.9)
    return [number(value, 3) for value in (own[name].median.value, ends.low.value, ends.high.value)]


table(
    ["kết quả", "trung vị", "5 %", "95 %"],
    [
        ["tỷ phần TFP (phần, không phải %)", *spread("tfp_contribution_share")],
        ["ICOR thuần: vốn tăng thêm / sản lượng tăng thêm", *spread("net_icor")],
    ],
)

# %% [markdown]
# Trung vị nằm xa dưới 46,1 %: khoảng của cả hai giả định lệch về phía làm tỷ phần thấp đi.
#
# Cùng những lần rút ấy, chuỗi tính của thư viện cho đúng từng số; hai cách viết độc lập khác nhau không quá sai số
# làm tròn của máy:

# %%
theirs = two.monte_carlo(DRAWS, SEED).values("tfp_contribution_share")
bool(np.abs(own.values("tfp_contribution_share") - theirs).max() < 1e-12)

# %% [markdown]
# ## 8. Ước lượng của mình trong tài khoản
#
# Hệ số chính thức là đầu vào, không phải ước lượng. Muốn biết ước lượng của mình dẫn đến đâu thì đưa nó vào **cùng
# một tài khoản**: giá trị vào `with_values`, độ bất định vào `distributions`. Ví dụ: hồi quy của mình trên số liệu cả
# nước 2010–2024, hiệu suất không đổi theo quy mô, $\Delta\ln(Y/L) = c + e\,\Delta\ln(K/L)$.

# %%
nation = tfp.study(tfp.load("viet_nam")).phase(2011, 2024)
years = np.array([one.year for one in nation.levels])
y, k, n = (np.array([getattr(one, x) for one in nation.levels]) for x in ("output", "capital_input", "labour_input"))


def own_estimator(response, regressor, *more):
    """Hệ số của `regressor` và sai số chuẩn, bình phương nhỏ nhất."""
    design = np.column_stack([np.ones_like(regressor), *more, regressor])
    found, residual = np.linalg.lstsq(design, response, rcond=None)[:2]
    spread = residual[0] / (len(response) - design.shape[1]) * np.linalg.inv(design.T @ design)
    return found[-1], np.sqrt(spread[-1, -1])


estimates = {
    "tốc độ tăng": own_estimator(np.diff(np.log(y / n)), np.diff(np.log(k / n))),
    "mức, có xu thế": own_estimator(np.log(y / n), np.log(k / n), years - 2010.0),
}
table(
    ["phương trình", "hệ số co giãn của vốn", "sai số chuẩn"],
    [[name, number(value, 3), number(error, 3)] for name, (value, error) in estimates.items()],
)

# %% [markdown]
# Thư viện có sẵn ước lượng ấy, kèm kiểm định và kết luận (`tfp-soctrang estimate`); hai bên cho cùng một số:

# %%
fit = tfp.cobb_douglas(y, {"capital": k, "labour": n}, years=years, returns="constant", form="growth", trend="linear")
bool(abs(fit.parameters["capital"] - estimates["tốc độ tăng"][0]) < 1e-12)

# %% [markdown]
# Hai phương trình cùng hợp lý cho hai hệ số rất khác nhau, sai số lớn. Dẫn đến con số nào của Sóc Trăng:

# %%
from tfp_soctrang.sensitivity.distributions import TruncatedNormal

rows = {"giả định cơ sở": (study, sensitivity)}
for name, (elasticity, error) in estimates.items():
    other = tfp.study(study.data, study.assumptions.with_values(labour_share=1 - elasticity))
    drawn = TruncatedNormal(centre=1 - elasticity, sd=error, low=0.05, high=0.95)
    rows[name] = other, tfp.phase_sensitivity(other, 2021, 2025, distributions={"labour_share": drawn})

found = {
    name: (other, one.monte_carlo(DRAWS, SEED)["tfp_contribution_share"].interval(0.9))
    for name, (other, one) in rows.items()
}
table(
    ["hệ số lấy từ", "hệ số lao động, %", "tỷ phần TFP, %", "khoảng 90 %"],
    [
        [
            name,
            percent(other.phase(2021, 2025).labour_share),
            percent(other.phase(2021, 2025).tfp_contribution_share),
            f"{percent(ends.low.value)} – {percent(ends.high.value)}",
        ]
        for name, (other, ends) in found.items()
    ],
)

# %% [markdown]
# Số liệu tự nó không quyết được hệ số: vì vậy cơ quan Thống kê lấy hệ số từ bảng cân đối liên ngành, và thư viện nêu
# kết luận cho từng ước lượng thay vì dùng thẳng.
#
# ## Để dùng cho mình
#
# 1. Số liệu khác: `tfp.load("soctrang.xlsx")`; tỉnh có số thì các ô thay thế biến mất khỏi mục 1.
# 2. Khoảng khác: sửa `low`, `high`, `distribution` trong tệp giả định, hoặc đưa phân phối của mình vào
#    `distributions` (có `Triangular`, `Pert`, `Uniform`, `TruncatedNormal`, `LogNormal`, `Beta`, `Empirical`).
# 3. Giả định liên quan nhau: `rank_correlations={("labour_share", "depreciation_rate"): 0.3}`; khi đó không có chỉ số
#    Sobol.
# 4. Nhiều lần rút hơn: tăng `DRAWS`; chạy song song bằng `executor=` (bất kỳ `concurrent.futures.Executor` nào, cả
#    Dask).
# 5. Mô hình của mình: sửa `own_model`, trả về bao nhiêu kết quả cũng được; ước lượng của mình: sửa `own_estimator`.
# 6. Lưới lựa chọn của mình: `tfp.accounting_curve(..., grid=SpecificationGrid(...))`.
