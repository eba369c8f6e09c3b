# %% [markdown]
# # Tính TFP giai đoạn 2021–2025
#
# Dành cho người làm thống kê: từ biểu nhập của cơ quan (tệp Excel) đến tỷ phần đóng góp của TFP vào tăng trưởng GRDP,
# biểu đồ và bộ báo cáo. Chạy lần lượt từng ô từ trên xuống (Shift + Enter); cả sổ chạy chưa đến nửa phút.
#
# **Mục 2 đến mục 6 dùng một số ô đặt ra để minh họa**, vì Sóc Trăng chưa công bố đủ. Ô đặt ra nào cũng ghi rõ *SỐ ĐẶT
# RA* ở cột nguồn; con số tính từ đó không phải là con số của tỉnh. Mục 1 chỉ dùng số đã công bố.

# %%
# %matplotlib inline
import shutil
from pathlib import Path

from IPython.display import HTML, display

import tfp_soctrang as tfp
from tfp_soctrang.report.choice_words import READINGS
from tfp_soctrang.report.names import label, prices
from tfp_soctrang.report.numbers import number, percent  # 1.234,5 như trong văn bản tiếng Việt
from tfp_soctrang.report.tables import html_table

folder = Path("vi_du_2021_2025")  # mọi tệp của sổ này nằm ở đây; chạy lại thì làm lại từ đầu
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir()


def table(head, rows):
    """Một bảng: chữ canh trái, số canh phải."""
    return HTML(html_table(head, rows))


# %% [markdown]
# ## 1. Số đã công bố cho con số nào

# %%
published = tfp.load("soc_trang")
account = tfp.study(published).phase(2021, 2025)
account

# %% [markdown]
# Tình trạng *tính thử trên giả định*: các ô dưới đây chưa ai công bố, mỗi ô được thay bằng một giả định có khoảng và
# lý do. Đó cũng là danh sách số liệu mà cơ quan Thống kê cần điền.

# %%
table(
    ["chỉ tiêu", "năm", "giá trị thay", "thấp", "cao", "quy về", "vì sao"],
    [
        [
            label(cell.series, "vi"),
            str(cell.year),
            *(number(value, 1) for value in (cell.value, cell.low, cell.high)),
            prices(cell.price_base, "vi"),
            cell.filler.parameter.in_words("reason", "vi"),
        ]
        for cell in account.filled_cells
    ],
)

# %% [markdown]
# ## 2. Điền biểu nhập
#
# `tfp.write_template` ghi một tệp Excel có sẵn mọi số đã công bố, mỗi nhóm chỉ tiêu một trang. Bình thường cơ quan mở
# tệp này bằng Excel và gõ số vào các ô nền vàng; ở đây hàm `enter` gõ thay, với các **số đặt ra**. Ba ô được gõ sai
# cố ý.

# %%
workbook = folder / "soctrang.xlsx"
tfp.write_template(workbook)


def enter(cells, status="ước tính", source="SỐ ĐẶT RA để minh họa"):
    """Gõ (chỉ tiêu, năm) → số vào biểu, kèm trạng thái và nguồn, như người điền gõ trong Excel."""
    import openpyxl

    book = openpyxl.load_workbook(workbook)
    for (series, year), value in cells.items():
        for sheet in book:
            columns = {cell.value: cell.column for cell in sheet[5]}  # dòng 5: mã của từng cột
            if series in columns:
                row = next(cell.row for cell in sheet["A"] if cell.value == year)
                for place, text in enumerate((value, status, source)):
                    sheet.cell(row, columns[series] + place, text)
    book.save(workbook)


outlay = {2020: 11_100, 2021: 13_000, 2022: 12_600, 2023: 13_300, 2024: 14_500, 2025: 15_600}
made_up = {
    ("output_growth", 2025): "6,9O",  # sai: chữ O thay cho số 0
    ("employed_icls19", 2020): 606.2,
    ("employed_icls19", 2023): "609,8 nghìn",  # sai: ghi cả đơn vị
    ("employed_icls19", 2024): 612.5,
    ("employed_icls19", 2025): 615_100,  # sai: người, trong khi cột tính bằng nghìn người
    ("net_capital_stock_const2010", 2020): 104_500,  # vốn cuối năm 2020: ô quan trọng nhất
    **{("investment_outlay_const2010", year): value for year, value in outlay.items()},
}
enter(made_up)

# %% [markdown]
# ## 3. Kiểm tra trước khi tính
#
# `tfp.check` nêu mọi ô sai trong một lần: ở đâu, đang ghi gì, sai thế nào, sửa ra sao. Còn một ô sai thì `tfp.load`
# từ chối cả tệp, không tính trên số nửa đúng.


# %%
def faults():
    rows = [[one.sheet, one.cell, one.raw, one.reason.text("vi"), one.remedy.text("vi")] for one in tfp.check(workbook)]
    return table(["trang", "ô", "đang ghi", "sai thế nào", "sửa ra sao"], rows) if rows else "không còn ô sai"


faults()

# %% [markdown]
# Sửa ba ô rồi kiểm tra lại:

# %%
enter(
    {
        ("output_growth", 2025): 6.9,
        ("employed_icls19", 2023): 609.8,
        ("employed_icls19", 2025): 615.1,
    }
)
faults()

# %% [markdown]
# ## 4. Con số và biểu đồ
#
# Từ đây là con số của biểu vừa điền, **có số đặt ra**. Không còn ô nào phải giả định nên tình trạng là *tạm tính*;
# khi mọi ô mang trạng thái *chính thức*, con số là *chính thức*.

# %%
data = tfp.load(workbook)
study = tfp.study(data)
account = study.phase(2021, 2025)
account

# %% [markdown]
# Đóng góp của vốn, lao động và TFP trong từng năm (điểm phần trăm); năm nào một thành phần âm thì nằm dưới trục:

# %%
tfp.figures.contributions(account)

# %% [markdown]
# Cả giai đoạn: đóng góp của vốn, của lao động và của TFP cộng lại thành tăng trưởng GRDP. TFP là phần còn lại sau khi
# trừ hai phần kia.

# %%
tfp.figures.waterfall(account)

# %% [markdown]
# Vốn và lao động tăng nhanh chậm thế nào:

# %%
tfp.figures.input_growth(account)

# %% [markdown]
# Cùng số liệu, cách tính khác. Cách của cơ quan Thống kê đứng đầu; các cách kia để trả lời khi được hỏi.

# %%
table(
    ["cách tính", "tỷ phần TFP, %"],
    [
        [READINGS[other.form, other.averaging]["vi"], percent(other.tfp_contribution_share)]
        for other in account.alternatives
    ],
)

# %% [markdown]
# Cách đo vốn làm con số thay đổi đến đâu:

# %%
capital = tfp.capital_account(study, 2021, 2025)
tfp.figures.capital_measures(capital)

# %% [markdown]
# ### Kéo thử
#
# Hệ số lao động và tỷ lệ khấu hao là giả định. Kéo thanh trượt để xem con số đổi ra sao (cần phần mở rộng
# `pip install "tfp-soctrang[notebook]"`; không có thì ô này vẽ hình ở giá trị cơ sở).


# %%
def waterfall_with(labour_share, depreciation_rate):
    changed = study.assumptions.with_values(labour_share=labour_share, depreciation_rate=depreciation_rate)
    return tfp.figures.waterfall(tfp.study(data, changed).phase(2021, 2025))


try:
    from ipywidgets import FloatSlider, interact
except ImportError:
    display(waterfall_with(0.60, 0.05))
else:
    interact(
        waterfall_with,
        labour_share=FloatSlider(0.60, min=0.42, max=0.62, step=0.01, description="hệ số LĐ"),
        depreciation_rate=FloatSlider(
            0.05, min=0.038, max=0.08, step=0.001, readout_format=".3f", description="khấu hao"
        ),
    )

# %% [markdown]
# ## 5. Con số chắc đến đâu
#
# Mọi giả định và mọi ô chưa chính thức được rút ngẫu nhiên trong khoảng của nó, qua đúng chuỗi tính của con số, 100.000
# lần. Sổ *Độ nhạy của giả định* đi sâu hơn.

# %%
sensitivity = tfp.phase_sensitivity(study, 2021, 2025)
uncertainty = sensitivity.uncertainty(100_000, seed=0)
table(
    ["", "%"],
    [
        ["tỷ phần TFP", percent(uncertainty.central)],
        ["trung vị của các lần rút", percent(uncertainty.median)],
        ["khoảng 90 %", f"{percent(uncertainty.low)} – {percent(uncertainty.high)}"],
        *([f"xác suất vượt {percent(aim, 0)} %", percent(chance, 0)] for aim, chance in uncertainty.targets),
    ],
)

# %% [markdown]
# Trung vị cao hơn con số vì hai khoảng lệch về một phía: khấu hao 5 % có thể đến 8 % nhưng khó dưới 3,8 %, và tích lũy
# tài sản cố định có thể thấp hơn vốn đầu tư thực hiện chứ không cao hơn. Cả hai làm vốn tăng chậm lại.

# %%
tfp.figures.tfp_index(sensitivity, draws=100_000)

# %% [markdown]
# ## 6. Báo cáo
#
# Một bộ tệp: Word theo Nghị định 30/2020/NĐ-CP, Excel với công thức sống, trang HTML tự chứa, JSON và CSV. Tên cơ
# quan, nơi nhận, người ký ghi ở `Letterhead`; để trống thì chừa chỗ.

# %%
from tfp_soctrang.phase_report import Letterhead, phase_report
from tfp_soctrang.report.bundle import write_bundle

letterhead = Letterhead(
    parent_body="TÊN CƠ QUAN CẤP TRÊN",
    body="TÊN CƠ QUAN BÁO CÁO",
    place="Sóc Trăng",
    recipients=("Tên cơ quan nhận báo cáo",),
)
report = phase_report(study, 2021, 2025, uncertainty=uncertainty, letterhead=letterhead)
files = write_bundle(report, folder / "bao_cao", ["docx", "xlsx", "html", "json", "csv"])
[path.relative_to(folder).as_posix() for path in files]

# %% [markdown]
# Giữ một hình để dán vào văn bản khác (SVG in sắc nét ở mọi cỡ; PNG cho thư điện tử):

# %%
tfp.figures.save(tfp.figures.contributions(account), folder / "dong_gop.svg")
sorted(path.name for path in folder.iterdir())

# %% [markdown]
# ## Để dùng cho mình
#
# 1. Đổi `folder` ở ô đầu thành thư mục của mình và **xóa dòng `shutil.rmtree`**, để chạy lại sổ không xóa số đã điền.
# 2. Chạy `tfp.write_template(...)` đúng một lần, mở tệp bằng Excel, điền số của cơ quan, ghi đúng trạng thái từng ô
#    (*chính thức*, *sơ bộ*, *ước tính*); bỏ hàm `enter` và các số đặt ra.
# 3. Giả định khác của cơ quan: `tfp.study(data, "gia_dinh.toml")`, chỉ ghi khóa nào khác (xem trang *Số liệu và
#    nguồn*).
# 4. Muốn từ chối khi còn ô phải giả định: `study.phase(2021, 2025, strict=True)`.
# 5. Tỉnh khác, giai đoạn khác: đổi lãnh thổ trong biểu, đổi hai năm trong `study.phase`.
# 6. Không cần sổ: `tfp-soctrang report 2021-2025 --data soctrang.xlsx --out bao_cao` làm đúng việc của mục 6.
