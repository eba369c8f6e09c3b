"""What the prose of the notebooks says, and what must be true for it: asked of the kernel after the last cell.

`says(quote, truth)`: the quote stands in a text cell, word for word. Every number with a decimal comma, a dot of
thousands or a percent sign in a text cell stands in some quote here, so that no number in prose drifts from what is
computed.
"""

from __future__ import annotations

__all__ = ["CLAIMS", "SETUP", "TOLD"]

SETUP = """
import json, tomllib
from itertools import combinations, pairwise

import tfp_soctrang as tfp
from tfp_soctrang.report.numbers import number
from tfp_soctrang.sources.catalogue import data_file
from tfp_soctrang.units import Phase

told = []

def says(quote, truth):
    told.append((quote, bool(truth)))

def shows(value, text, decimals=1):
    return number(value, decimals) == text

def share_median(sensitivity):
    return sensitivity.monte_carlo(100_000, 0)["tfp_contribution_share"].median.value

def alone(study, name):
    "The median when one assumption alone is drawn."
    return share_median(tfp.phase_sensitivity(study, 2021, 2025, only=[name]))

def ends_of(sensitivity, name):
    one = next(one for one in sensitivity.factors if one.name == name)
    return [round(value, 12) for value in (one.marginal.low, one.central, one.marginal.high)]
"""

TOLD = "print(json.dumps(told))"

ANALYST = """
first = tfp.study(published).phase(2021, 2025)
says("Tình trạng *tính thử trên giả định*", first.filled_cells and first.status.value == "assumed")
says("Ba ô được gõ sai cố ý", any("6,9O" in str(one) for one in made_up.values()) and len(made_up) == 12)
says("Không còn ô nào phải giả định nên tình trạng là *tạm tính*",
     not account.filled_cells and account.status.value == "provisional")
nso = account.alternatives[0]
says("Cách của cơ quan Thống kê đứng đầu", (nso.form, nso.averaging) == (account.form, account.averaging))
says("trong khoảng của nó, qua đúng chuỗi tính của con số, 100.000 lần", uncertainty.draws == 100_000)
says("Trung vị cao hơn con số", uncertainty.median > uncertainty.central)
says("khấu hao 5 % có thể đến 8 % nhưng khó dưới 3,8 %",
     ends_of(sensitivity, "depreciation_rate") == [0.038, 0.05, 0.08])
low, *others = ends_of(sensitivity, "outlay_to_formation")
says("có thể thấp hơn vốn đầu tư thực hiện chứ không cao hơn", low < 1 and others == [1, 1])
says("Cả hai làm vốn tăng chậm lại",
     min(alone(study, one) for one in ("depreciation_rate", "outlay_to_formation")) > uncertainty.central)
"""

RESEARCHER = """
says("con số 46,1 % của Sóc Trăng giai đoạn 2021–2025", shows(100 * summary.central, "46,1"))
says("100.000 lần rút với hạt giống cố định", DRAWS == summary.draws == 100_000 and summary.seed == SEED)
says("Các số có thể cộng lại hơn 100 %", sum(one.total for one in summary.ranking) > 1)
heavy = {name for name, one in two.drawn.items() if type(one).__name__ != "Fixed"}
says("chỉ cho hai giả định nặng nhất", {one.name for one in summary.ranking[:2]} == heavy)
says("Trung vị nằm xa dưới 46,1 %", summary.central - own["tfp_contribution_share"].median.value > 0.05)
says("khoảng của cả hai giả định lệch về phía làm tỷ phần thấp đi",
     max(alone(study, one) for one in heavy) < summary.central)
says("trên số liệu cả nước 2010–2024", (years[0], years[-1]) == (2010, 2024))
(first, error), (second, other_error) = estimates.values()
says("cho hai hệ số rất khác nhau, sai số lớn", abs(first - second) > 0.2 and min(error, other_error) > 0.1)
"""

PUBLISHED = """
base = {one.assumption.name: one.value for one in nation.phase(2011, 2015).assumptions}
says("hệ số lao động 0,60; khấu hao 5 %; vốn cuối năm 2010 bằng 2,5 lần GDP",
     base == {"labour_share": 0.6, "depreciation_rate": 0.05, "initial_capital_output_ratio": 2.5})
off = {one: abs(quantities(nation, one)[2] - printed[one][2]) for one in printed}
*fives, last = sorted(off)
says("Hai giai đoạn năm năm lệch chừng nửa điểm ở tỷ phần TFP", all(0.003 < off[one] < 0.007 for one in fives))
says("Giai đoạn 2021–2023 lệch nhiều hơn", last == Phase(2021, 2023) and off[last] > max(off[one] for one in fives))
says("tỷ phần 2021–2023 cộng được 100,1 %", shows(100 * sum(printed[last][:3]), "100,1"))
account_file = data_file("published_accounts.csv").decode()
says("các ấn bản khác in 45,0 và 45,2 thay cho 46,0 của 2016–2020",
     shows(100 * printed[Phase(2016, 2020)][2], "46,0") and "other editions print 45.0 and 45.2" in account_file)
says("theo định nghĩa cũ (53.610 nghìn người)", shows(old.at(2020), "53.610", 0))
says('lao động "giảm" và TFP phồng lên', wrong < 0 and wrong_share > account.tfp_contribution_share)
says("mọi bộ ba tái lập từng chữ số in của 2011–2015 và 2016–2020",
     [one.phase for one in calibrated.comparisons if one.used] == fives)
says("mọi chữ số của hai giai đoạn đầu khớp", all(all(one.reproduced) for one in calibrated.comparisons if one.used))
aims = {one["kind"]: one for one in tomllib.loads(data_file("plan.toml").decode())["target"]
        if (one.get("first_year"), one["last_year"], one["territory"]) == (2021, 2025, "viet_nam")}
says('"Vì sao không phải 47 %?"', share == aims["outturn"]["value"] == 0.47)
says("2021–2025 là **khoảng 47 %**, với GDP tăng 6,3 %/năm", (share, whole) == (0.47, 0.063))
says("article-post252678; mục tiêu của Đại hội XIII là khoảng 45 %",
     aims["target"]["value"] == 0.45 and "article-post252678" in aims["outturn"]["source"])
says("bảng in 2021–2023 (39,3 %)", shows(100 * printed[last][2], "39,3"))
says("đòi hỏi hai năm cuối rất khác ba năm đầu", last_growth > first + 0.02 and last_tfp > 1.9 * printed[last][3])
says("1,36 %/năm là 10,26 % của 13,26 %/năm", shows(136 / 10.26, "13,26", 2))
says("Vậy 10,26 % phải là bình quân của tỷ phần từng năm", (studies["TFP, %"] == 10.26).any())
points = 0.88 * 136 / 10.26
says("khi đó 88 % của vốn là 11,7 điểm, bằng cả tốc độ tăng vốn mà bài in (11,59 %/năm): hệ số vốn bằng 1",
     shows(points, "11,7") and abs(points / 11.59 - 1) < 0.01)
says("in hệ số vốn 0,4359, bản khác 0,4539; chỉ 0,4539 cộng với 0,5461 bằng 1", round(0.4539 + 0.5461, 9) == 1)
says("tốc độ tăng −4,93 %/năm cho 2011–2013, 13,13 %/năm cho 2014–2018 và bình quân 6,36 %/năm: đó là bình quân cộng",
     shows(100 * arithmetic, "6,36", 2) and arithmetic == (3 * -0.0493 + 5 * 0.1313) / 8)
says("Bình quân nhân, cách của cơ quan Thống kê, thấp hơn", compound < arithmetic)
says("Sóc Trăng 2021–2025 với khoảng 90 %", interval.low.value < sensitivity.central_share < interval.high.value)
provinces = studies[~studies["tỉnh"].str.contains("thương mại")].groupby("tỉnh")["TFP, %"].last()
apart = [abs(a - b) for a, b in combinations(provinces, 2)]
says("Khoảng ấy rộng hơn khoảng cách giữa phần lớn các tỉnh",
     sum(one < ends[1] - ends[0] for one in apart) > 0.6 * len(apart))
"""

AHEAD = """
low, base = found["low"].account, found["baseline"].account
says("kịch bản thấp có tỷ phần cao nhất",
     low.tfp_contribution_share == max(one.account.tfp_contribution_share for one in found.scenarios))
says("ở đó vốn và lao động chậm lại nhiều hơn GRDP",
     low.labour_growth < base.labour_growth
     and low.capital_growth / base.capital_growth < low.output_growth / base.output_growth)
says("So với TFP đã tăng trong 2021–2025 thì kịch bản nào cũng đòi nhiều hơn",
     min(one.account.tfp_growth for one in found.scenarios) > study.phase(2021, 2025).tfp_growth)
says("Muốn GRDP tăng 10 %/năm", 0.10 in [one.value for one in found.targets if one.quantity == "output_growth"])
says("nếu TFP tăng 5,5 %/năm (55 % của 10 %)", round(0.55 * 0.10, 9) == 0.055)
growths = np.linspace(0.04, 0.12, 17)
needed = [(growth, one.needed_tfp_growth(growth)) for one in found.scenarios for growth in growths]
says("TFP bằng 55 % của tăng trưởng; chỗ nào đường kịch bản nằm dưới đường chấm thì tỷ phần dưới 55 %",
     all((one.tfp_growth < 0.55 * growth) == (one.tfp_contribution_share < 0.55) for growth, one in needed)
     and 0 < sum(one.tfp_contribution_share < 0.55 for _, one in needed) < len(needed))
open_ = [one.high - one.low for one in found["baseline"].as_years_come_in(DRAWS)]
says("Khoảng hẹp dần nhưng không hết", all(a > b > 0.1 for a, b in pairwise(open_)))
says("Năm 2026 nay là số đã biết (không còn dấu *)",
     [one.simulated for one in later["baseline"].as_years_come_in(100)] == [False] * 2 + [True] * 4)
says("đổi 0,10 và 0,055 trong `needed_rows`, đổi 0,55 trong `scenario_rows`",
     any("needed_rows(found, 0.10, 0.055)" in one for one in In)
     and any("scenario_rows(phases, summaries, 0.55)" in one for one in In))
linked = [one.text("vi") for one in later["baseline"].account.caveats]
says("thư viện nối vào mức theo giá 2010 và nêu lưu ý", any("2020" in one and "nối" in one for one in linked))
"""

MERGER = """
says("Bình quân ba tốc độ tăng không phải là tốc độ tăng của tổng",
     all(abs(yearly(one.sum(axis=1)) - yearly(one).mean()) > 0.005 for one in (output, capital_input, labour_input)))
says("Lao động dịch chuyển về nơi năng suất cao hơn thì TFP của tổng tăng",
     np.argmax(output[0] / labour_input[0]) == np.argmax(labour_input[-1] - labour_input[0]) == 0
     and (merged.labour_reallocation > 0).all())
more = levels([620.0, 400.0, 600.0], [0.04, 0.0, -0.03])
moved = aggregate_accounts(years, output, capital_input, more, capital_share=capital_share)
says("Lao động của Cần Thơ tăng nhanh hơn, của Sóc Trăng giảm nhanh hơn thì phần dịch chuyển lớn lên",
     (moved.labour_reallocation > merged.labour_reallocation).all())
"""

CLAIMS = {
    "do_nhay_cua_gia_dinh": RESEARCHER,
    "doi_chieu_so_lieu_cong_bo": PUBLISHED,
    "giai_doan_2026_2030": AHEAD,
    "hop_nhat_can_tho": MERGER,
    "tinh_tfp_2021_2025": ANALYST,
}
