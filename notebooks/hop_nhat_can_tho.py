# %% [markdown]
# # Cộng ba địa phương thành thành phố Cần Thơ mới
#
# **Mọi số trong sổ này là số đặt ra để minh họa**: GRDP theo giá so sánh, vốn và lao động từng năm của Cần Thơ và
# Hậu Giang chưa được công bố đủ. *Every figure on this page is made up.*
#
# Chỉ cộng mức (tỷ đồng giá so sánh 2010, nghìn người), không bao giờ cộng tốc độ. TFP của tổng = đóng góp TFP của từng
# địa phương + phần dịch chuyển vốn và lao động giữa các địa phương.

# %%
import numpy as np
import pandas as pd

from tfp_soctrang.arithmetic.aggregation import aggregate_accounts

names = ["Cần Thơ", "Hậu Giang", "Sóc Trăng"]
years = np.arange(2020, 2026)
steps = np.arange(len(years))[:, None]

output = np.array([60000.0, 25000.0, 33000.0]) * np.array([1.065, 1.070, 1.058]) ** steps
capital_input = np.array([180000.0, 70000.0, 100000.0]) * np.array([1.070, 1.075, 1.068]) ** steps
labour_input = np.array([620.0, 400.0, 600.0]) * np.array([1.020, 1.000, 0.990]) ** steps
capital_share = np.array([[0.45, 0.40, 0.40]])

# %%
merged = aggregate_accounts(years, output, capital_input, labour_input, capital_share=capital_share)

bridge = pd.DataFrame(100 * merged.tfp_contribution, index=merged.years, columns=names)
bridge["dịch chuyển vốn"] = 100 * merged.capital_reallocation
bridge["dịch chuyển lao động"] = 100 * merged.labour_reallocation
bridge["TFP của thành phố mới"] = 100 * merged.whole.tfp_growth
bridge.round(3)  # điểm %

# %% [markdown]
# Lao động dịch chuyển về nơi năng suất cao hơn thì TFP của tổng tăng, dù không địa phương nào tăng TFP vì việc đó: phần
# này phải được nêu riêng, nếu không con số của đơn vị mới không so được với ba con số cũ. Cộng lại đúng:

# %%
(bridge.iloc[:, :-1].sum(axis=1) - bridge.iloc[:, -1]).abs().max()  # chỉ còn sai số làm tròn của máy

# %% [markdown]
# **Để dùng cho mình:** thay ba bảng mức bằng số của Chi cục; các năm, giá so sánh và định nghĩa lao động phải như nhau.
