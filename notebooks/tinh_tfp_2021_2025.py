# %% [markdown]
# # Tính TFP giai đoạn 2021–2025
#
# Từ số liệu công bố (hoặc biểu của cơ quan Thống kê) đến tỷ phần đóng góp của TFP vào tăng trưởng GRDP.

# %%
import tfp_soctrang as tfp

data = tfp.load("soc_trang")  # hoặc: tfp.load("soctrang.xlsx"), biểu do `tfp-soctrang data template` viết ra
data

# %% [markdown]
# Mỗi chuỗi mang theo đơn vị, giá, trạng thái và nguồn của từng năm.

# %%
data["output_const2010"]

# %%
study = tfp.study(data)
account = study.phase(2021, 2025)
account

# %% [markdown]
# Các ô chưa có số liệu, được thay bằng giả định nào, trong khoảng nào:

# %%
[
    (cell.series, cell.year, round(cell.value, 1), round(cell.low, 1), round(cell.high, 1))
    for cell in account.filled_cells
]

# %% [markdown]
# Cùng giai đoạn, cách tính khác:

# %%
[(other.form, other.averaging, other.tfp_contribution_share) for other in account.alternatives]

# %% [markdown]
# Đổi một giả định: khấu hao 6 %, hệ số lao động 0,55.

# %%
other = tfp.study(data, study.assumptions.with_values(depreciation_rate=0.06, labour_share=0.55))
other.phase(2021, 2025).to_frame()

# %% [markdown]
# **Để dùng cho mình:** chạy `tfp-soctrang data template soctrang.xlsx`, điền số của cơ quan, kiểm tra bằng
# `tfp.check("soctrang.xlsx")`, rồi thay tên tệp ở ô đầu.
