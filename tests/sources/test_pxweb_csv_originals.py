import unicodedata

import pytest

from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.published.pxweb_csv import read_pxweb_csv

EN, VI = "pxweb_csv_en_2019", "pxweb_csv_vi_2020"
OWNER, CONSTANT, TOTAL = (
    "At current prices (Bill. Dongs)",
    "At constant 2010 prices (Bill. Dongs)",
    "Total (Bill. Dongs)",
)
LABOUR = "Lực lượng lao động từ 15 tuổi trở lên phân theo "
POPULATION = [
    (2017, ("Sóc Trăng", "Tổng số"), 1218.3),
    (2019, ("Sóc Trăng", "Nông thôn"), 811.0),
    (2018, ("Đồng bằng sông Cửu Long", "Nam"), 8597.1),
    (2019, ("Hà Tây", "Nữ"), None),
]
# numbers, missing, preliminary, then cells read in the raw text
RAW = {
    (EN, "Annual employed population and annual employed population at 15 years of age and above by kinds of economic"
     " activity.csv"): (484, 0, 44, [
        (2005, ("TOTAL", "Total (Thous. pers.)"), 42774.9),
        (2016, ("Construction", "Total (Thous. pers.)"), 3800.1),
        (2016, ("Construction", "Structure (%)"), 7.1)]),
    (EN, "Annual employed population at 15 years of age and above by sex.csv"): (48, 0, 4, [
        (2006, ("total_thous_persons", "Male"), 23339.8),
        (2016, ("total_thous_persons", "Female"), 25860.0),
        (2010, ("proportion_of_total_population_", "Female"), 54.0)]),
    (EN, "Area, population and population density by province.csv"): (1260, 0, 0, [
        (2011, ("Soc Trang", "Area (Km2)"), 3311.6),
        (2016, ("Soc Trang", "Average population (Thous. pers.)"), 1312.5),
        (2013, ("WHOLE COUNTRY", "Population density (Person/km2)"), 271.2)]),
    (EN, "Average population by province.csv"): (7630, 180, 355, [
        (1995, ("Soc Trang", "Total"), 1150.1),
        (2016, ("Soc Trang", "Male"), 651.0),
        (2016, ("Soc Trang", "Rural"), 910.9),
        (2008, ("Ha Tay", "Total"), None)]),
    (EN, "Gross domestic product at constant 2010 prices by economic sector.csv"): (109, 11, 10, [
        (2005, (TOTAL, "Products taxes subsidies on production"), None),
        (2010, (TOTAL, "Industry and construction"), 693351.0),
        (2016, ("Index (Previous year = 100) (%)", "Agriculture, forestry and fishing"), 101.36)]),
    (EN, "Gross domestic product at current prices by economic sector.csv"): (262, 48, 10, [
        (1986, (TOTAL, "Total"), 599.0),
        (2016, (TOTAL, "Service"), 1842729.0),
        (2010, ("Structure (%)", "Industry and construction"), 32.13)]),
    (EN, "Gross domestic product by expenditure category at constant 2010 prices.csv"): (192, 24, 18, [
        (2009, (TOTAL, "Gross capital formation- Gross fixed capital formation"), 635201.0),
        (2007, (TOTAL, "Trade balance (goods & services)"), -164920.0),
        (2016, ("Index (Previous year = 100) (%)", "Statistical discrepancy"), None)]),
    (EN, "Gross domestic product by expenditure category at current prices.csv"): (396, 0, 18, [
        (2002, (TOTAL, "Gross capital formation- Gross fixed capital formation"), 166828.0),
        (2016, (TOTAL, "TOTAL"), 4502733.0),
        (2015, ("Structure (%)", "Statistical discrepancy"), -2.76)]),
    (EN, "Investment as percentage of GDP and Incremental capital output ratio (ICOR).csv"): (24, 0, 2, [
        (2005, ("Investment as percentage of GDP at current prices (%)",), 37.5),
        (2010, ("Incremental capital outputratio(ICOR) at constant 2010 prices",), 6.38),
        (2016, ("Investment as percentage of GDP at current prices (%)",), 33.0)]),
    (EN, "Investment at current prices by investment items.csv"): (30, 0, 6, [
        (2010, ("TOTAL",), 830278.0), (2016, ("Investment outlays",), 1071516.0), (2014, ("Others",), 15015.0)]),
    (EN, "Investment by types of ownership.csv"): (272, 80, 16, [
        (2010, (OWNER, "State"), 316285.0), (2016, (CONSTANT, "Total"), 1145009.0),
        (1995, (CONSTANT, "Total"), None),
        (2016, ("Index (Previous year=100)-%", "Foreign invested sector"), 110.0)]),
    (EN, "Labour force at 15 years of age and above by province.csv"): (772, 9, 71, [
        (2005, ("Soc Trang",), 720.3), (2016, ("Soc Trang",), 712.1), (2008, ("Ha Tay",), None)]),
    (EN, "Percentage of employed workers at 15 years of age and above among population by province.csv"): (772, 9, 71, [
        (2005, ("Soc Trang",), 54.5), (2016, ("Soc Trang",), 52.3), (2007, ("Ha Tay",), 55.1)]),
    (EN, "Percentage of trained employed workers at 15 years of age and above by province.csv"): (630, 0, 70, [
        (2008, ("Soc Trang",), 5.0), (2016, ("Soc Trang",), 9.8), (2013, ("Ca Mau",), 7.5)]),
    (EN, "Productivity of employed population by industry.csv"): (231, 0, 21, [
        (2005, ("TOTAL",), 21.4), (2016, ("TOTAL",), 84.5), (2010, ("Construction",), 42.7)]),
    (VI, "Diện tích, dân số và mật độ dân số phân theo địa phương.csv"): (630, 0, 0, [
        (2017, ("Sóc Trăng", "Mật độ dân số (Người/km2)"), 397.0),
        (2019, ("Sóc Trăng", "Dân số trung bình (Nghìn người)"), 1199.5),
        (2018, ("Đà Nẵng", "Diện tích(Km2)"), 1284.9)]),
    (VI, "Dân số trung bình phân theo địa phương, giới tính và thành thị nông thôn.csv"): (1050, 15, 355, POPULATION),
    (VI, "danso1.csv"): (1050, 15, 355, POPULATION),
    (VI, f"{LABOUR}giới tính và phân theo thành thị, nông thôn.csv"): (30, 0, 10, [
        (2017, ("Tổng số (Nghìn người)", "Nữ"), 26306.0),
        (2019, ("Tổng số (Nghìn người)", "Thành thị"), 18094.5),
        (2018, ("Cơ cấu (%)", "Nam"), 52.2)]),
    (VI, f"{LABOUR}nhóm tuổi.csv"): (24, 0, 8, [
        (2018, ("Tổng số (Nghìn người)", "50+"), 14955.7),
        (2019, ("Tổng số (Nghìn người)", "15 - 24"), 7159.5),
        (2019, ("Cơ cấu (%)", "25 - 49"), 61.5)]),
    (VI, "dautu.csv"): (320, 80, 16, [
        (2005, ("Giá so sánh 2010 (Tỷ đồng)", "Tổng số"), 447135.0),
        (2019, ("Giá thực tế (Tỷ đồng)", "Khu vực có vốn đầu tư nước ngoài"), 469441.0),
        (2010, ("Chỉ số phát triển (Năm trước = 100)-%", "Kinh tế Nhà nước"), 99.3),
        (2004, ("Giá so sánh 2010 (Tỷ đồng)", "Tổng số"), None)]),
    (VI, "laodong.csv"): (200, 0, 10, [
        (2000, ("Cơ cấu (%)", "Nam"), 50.7),
        (2019, ("Tổng số (Nghìn người)", "Thành thị"), 18094.5),
        (2010, ("Tổng số (Nghìn người)", "Tổng số"), 50473.5)]),
}  # fmt: skip


@pytest.mark.parametrize(("folder", "name"), RAW)
def test_an_original_file(raw_folder, folder, name):
    numbers, missing, preliminary, known = RAW[folder, name]
    path = next(path for path in raw_folder(folder).iterdir() if unicodedata.normalize("NFC", path.name) == name)
    (table,) = read_pxweb_csv(path)
    assert not table.issues
    assert sum(cell.value is not None for cell in table.cells) == numbers
    assert sum(cell.value is None for cell in table.cells) == missing
    assert sum(cell.status is Status.PRELIMINARY for cell in table.cells) == preliminary
    rest = {cell.status for cell in table.cells} - {Status.PRELIMINARY}
    assert rest == ({Status.OFFICIAL} if preliminary else {Status.UNSTATED})
    values = {(cell.time.year, cell.labels): cell.value for cell in table.cells}
    assert len(values) == len(table.cells)
    assert [(year, labels, values[year, labels]) for year, labels, _ in known] == known


def test_every_original_file_is_tested(raw_folder):
    here = {
        (folder, unicodedata.normalize("NFC", path.name))
        for folder in (EN, VI)
        for path in raw_folder(folder).iterdir()
    }
    assert here == set(RAW)
