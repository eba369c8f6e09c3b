"""PX-Web CSV exports with made-up numbers, one for each layout."""

YEARS_AS_COLUMNS = """"Output at constant 2010 prices by Items, Use and Year"

"Items";"Use";"2014";"2015";"Prel. 2016"
"Total (Bill. Dongs)";"TOTAL";100.50;110.25;..
"Total (Bill. Dongs)";" Stocks  held";-1.00;2.00;3.00
"Structure (%)";"TOTAL";100.00;100.00;100.00
"""
YEARS_IN_SECOND_COLUMN = """"Outlay by owner chia theo Items, Year và Types of ownership"

"Items";"Year";"Total";"State"
"At current prices (Bill. Dongs)";"2015";70.0;30.0
"At current prices (Bill. Dongs)";"Pre. 2016";80.0;31.0
"Structure(%)";"2015";100.0;42.9
"Index (Previous year=100)-%";"2015";..;..
"""
GROUP_LINES = """"Vốn theo thành phần by Cách tính, Năm and Thành phần"

" ";" ";"Tổng số";"Nhà nước"
"Giá thực tế (Tỷ đồng)"
" ";"2018";10.5;4.0
" ";"Sơ bộ 2019";11.0;4.5
"Giá so sánh 2010 (Tỷ đồng)"
" ";"2018";8.0;3.0
" ";"Sơ bộ 2019";8.5;3.5

"(*) Dòng ghi chú thứ nhất "
"nối tiếp."
""
"""
TWO_HEADING_ROWS = """"Diện tích và dân số chia theo Tỉnh, thành phố, Năm và Chỉ tiêu"

" ";"2018";" ";"2019 (*)";" "
" ";"Diện tích(Km2)";"Dân số (Nghìn người)";"Diện tích(Km2)";"Dân số (Nghìn người)"
"CẢ NƯỚC";10.0;5.5;10.0;5.6
"Ðà Nẵng";1.0;0.5;1.0;..
"""
JOINED = """"Workers by province by Cities, towns, Items and Year"

"Cities, towns";"Total (Thous. pers.) 2015";"Total (Thous. pers.) Prel. 2016";"Share (%) 2015";"Share (%) Prel. 2016"
" WHOLE COUNTRY";100.0;110.0;100.0;100.0
"Thai  Nguyen";10.0;11.0;10.0;10.0
"""
JOINED_YEAR_FIRST = """"Pay by Province, Year and Kind"

"Province";"2010 Salary & wage";"2010 Other";"2011 (*) Salary & wage";"2011 (*) Other"
"A";1.5;2.5;1.6;2.6
"""
JOINED_LABELS = """"Output at current prices by Year, Items and Sector"

"Year";"Total (Bill. Dongs) Total";"Total (Bill. Dongs) Farms";"Structure (%) Total";"Structure (%) Farms"
"2015";100.0;20.0;100.0;20.0
"Prel. 2016";110.0;21.0;100.0;19.1
"""
REWRITTEN = """"Indicators";"Year";"Male";"Female"
"Indicators";"Year";"Male";"Female"
"total";"2015";"21.4";"20.8"
"total";"Prel. 2016";"22";"21"
"""
ALL = [YEARS_AS_COLUMNS, YEARS_IN_SECOND_COLUMN, GROUP_LINES, TWO_HEADING_ROWS, JOINED, JOINED_YEAR_FIRST,
       JOINED_LABELS, REWRITTEN]  # fmt: skip
